import { AsyncLocalStorage } from 'node:async_hooks'
import type { Payload } from 'payload'
import { hasNativeLeases } from '../collection/hasNativeLeases.ts'
import { DurableJobsError } from '../errors.ts'
import { keepLeases } from '../lease/leases.ts'
import { runInScope } from '../lease/runScope.ts'
import { makeScope } from '../lease/scope.ts'
import { channelName } from '../notify.ts'
import type { Options } from '../options.ts'
import { type Adapter, jobsSlug, jobsTable } from '../postgres.ts'
import { refuseOtherDatabase, refuseUnsafeJobs } from '../refuse.ts'
import { type Runtime, setRuntime } from '../runtime.ts'
import { renewLeases } from '../sql/renewLeases.ts'
import { addFailedIndex } from '../watch/addFailedIndex.ts'
import { groupReads } from '../write/groupReads.ts'
import { groupWrites } from '../write/groupWrites.ts'
import { addClaimIndexes } from './addClaimIndexes.ts'
import { commitLoudly } from './commitLoudly.ts'
import { connectSafely } from './connectSafely.ts'
import { dropUnusedIndexes } from './dropUnusedIndexes.ts'
import { guardUpdateJobs } from './guardUpdateJobs.ts'
import { notifyOnCreate } from './notifyOnCreate.ts'
import { openLazily } from './openLazily.ts'
import { makeOwnConnection } from './ownConnection.ts'

type Args = { adapter: Adapter; payload: Payload; options: Options }

/** Whenever the schema is built: at boot, and in development each time the config is loaded again. */
const checkJobsConfig = (adapter: Adapter, payload: Payload): void => {
  const { init } = adapter
  adapter.init = async function initChecked() {
    const { jobs } = payload.config
    refuseUnsafeJobs(jobs)
    // Payload would delete by id what another worker may hold by now. `retentionMs` says how long jobs stay.
    jobs.deleteJobOnComplete = false
    await init?.call(this)
  }
}

/** Gives each call of `payload.jobs.run` and `runByID` a scope, so that its claims and writes are known as its own. */
const scopeRuns = (runtime: Runtime, payload: Payload): void => {
  const { run, runByID } = payload.jobs
  payload.jobs.run = (args) => runInScope({ runtime, run: () => run(args) })
  payload.jobs.runByID = (args) => runInScope({ runtime, run: () => runByID(args) })
}

/** Makes the adapter's job queue durable, in place. Called once, when Payload makes the adapter. */
export const makeDurable = ({ adapter, payload, options }: Args): Adapter => {
  refuseOtherDatabase(adapter.name)
  if (!adapter.pg?.Pool) {
    const message = 'needs the adapter of @payloadcms/db-postgres, with its own pg driver.'
    throw new DurableJobsError('NOT_POSTGRES', message)
  }
  const collection = payload.config.collections.find(({ slug }) => slug === jobsSlug)
  if (!collection || hasNativeLeases(collection)) return adapter

  if (options.dropIndexes) {
    adapter.beforeSchemaInit = [...adapter.beforeSchemaInit, dropUnusedIndexes(adapter)]
  }
  adapter.afterSchemaInit = [
    ...adapter.afterSchemaInit,
    addClaimIndexes(adapter),
    addFailedIndex(adapter),
  ]
  if (!options.enabled) return adapter

  checkJobsConfig(adapter, payload)
  connectSafely(adapter)
  const { logger } = payload
  const own = makeOwnConnection({ adapter, logger })
  const { leaseMs, heartbeatMs } = options
  const channel = channelName(adapter.schemaName)
  const runtime: Runtime = {
    adapter,
    afterCommit: commitLoudly(adapter),
    channel,
    leases: keepLeases({
      leaseMs,
      heartbeatMs,
      logger,
      now: () => performance.now(),
      renew: (held) => renewLeases({ db: own.db(), jobs: jobsTable(adapter), held, leaseMs }),
    }),
    options,
    own,
    run: payload.jobs.run,
    scopes: new AsyncLocalStorage(),
    unscoped: makeScope(),
    read: groupReads({ adapter, own }),
    write: groupWrites({ adapter, own, channel }),
  }
  setRuntime(adapter, runtime)
  openLazily({ adapter, isInRun: () => runtime.scopes.getStore() !== undefined })
  guardUpdateJobs(runtime)
  notifyOnCreate(runtime)
  scopeRuns(runtime, payload)
  return adapter
}
