import type { CollectionConfig, Config, JobsConfig, Plugin } from 'payload'
import { makeDurable } from './adapter/makeDurable.ts'
import { addLeaseFields } from './collection/addLeaseFields.ts'
import { inDueOrder } from './collection/dueOrder.ts'
import { hasNativeLeases } from './collection/hasNativeLeases.ts'
import { scopeRunEndpoint } from './collection/scopeRunEndpoint.ts'
import { type DurableJobsOptions, type Options, resolveOptions } from './options.ts'
import type { Adapter } from './postgres.ts'
import { refuseOtherDatabase, refuseUnsafeJobs } from './refuse.ts'
import { workersCollection } from './watch/workersCollection.ts'

export { enqueueJobs, type NewJob } from './enqueueJobs.ts'
export { DurableJobsError, type DurableJobsErrorCode } from './errors.ts'
export { leaseSignal } from './lease/leaseSignal.ts'
export type { DurableJobsOptions } from './options.ts'
export { readBacklog } from './readBacklog.ts'
export { readStanding } from './readStanding.ts'
export { createMetrics, type Metrics } from './watch/createMetrics.ts'
export {
  type QueueReport,
  type QueuesReport,
  readQueues,
  type WorkerReport,
  type WorkerState,
} from './watch/readQueues.ts'
export { type Listener, listen } from './worker/listen.ts'
export type { QueueSlots } from './worker/queueSlots.ts'
export type { Worker, WorkerEvent, WorkerStats } from './worker/report.ts'
export { startWorker } from './worker/startWorker.ts'

const wrapDatabase = (db: Config['db'], options: Options): Config['db'] => ({
  ...db,
  init: (args) =>
    makeDurable({ adapter: db.init(args) as Adapter, payload: args.payload, options }),
})

const extendJobs = (jobs: JobsConfig | undefined, options: Options): JobsConfig => {
  const before = jobs?.jobsCollectionOverrides
  const extend = (collection: CollectionConfig): CollectionConfig => {
    const extended = addLeaseFields(collection)
    return options.enabled && !hasNativeLeases(collection) ? scopeRunEndpoint(extended) : extended
  }
  return {
    ...jobs,
    jobsCollectionOverrides: ({ defaultJobsCollection }) =>
      extend(before?.({ defaultJobsCollection }) ?? defaultJobsCollection),
    ...(options.enabled && { processingOrder: jobs?.processingOrder ?? inDueOrder }),
  }
}

/**
 * Makes Payload's job queue safe with any number of workers: no job is claimed twice, none is lost with its worker, and
 * `payload.jobs` stays as it is.
 *
 * Throws a `DurableJobsError` at boot for what it cannot make safe: another database than Postgres (`NOT_POSTGRES`),
 * `jobs.runHooks` (`RUN_HOOKS`), `jobs.depth` above 0 (`DEPTH`). On Payload 4, which has leases of its own, it does
 * nothing.
 */
export const durableJobs = (given: DurableJobsOptions = {}): Plugin => {
  const options = resolveOptions(given)
  return (config) => {
    refuseOtherDatabase(config.db?.name)
    if (options.enabled) refuseUnsafeJobs(config.jobs)
    return {
      ...config,
      collections: [...(config.collections ?? []), workersCollection],
      db: wrapDatabase(config.db, options),
      jobs: extendJobs(config.jobs, options),
    }
  }
}
