import { reasonOf } from '../adapter/reasonOf.ts'
import type { Lease } from '../lease/leases.ts'
import { formatWake } from '../notify.ts'
import { jobsTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { notifyWorkers } from '../sql/notifyWorkers.ts'
import { releaseJobs } from '../sql/releaseJobs.ts'
import type { WorkerEvent } from './report.ts'

type Args = { runtime: Runtime; held: Lease[]; onEvent: (event: WorkerEvent) => void }

/**
 * Gives running jobs back to the queue, where other workers take them at once, and tells their handlers to leave off.
 * If the database cannot be reached, they are taken when their leases run out.
 */
export const giveBack = async ({ runtime, held, onEvent }: Args): Promise<void> => {
  if (held.length === 0) return
  const { adapter, channel, leases, own } = runtime
  const { logger } = adapter.payload
  for (const lease of held) leases.drop(lease)
  try {
    const jobIDs = await releaseJobs({ db: own.db(), jobs: jobsTable(adapter), held })
    const queues = new Set(held.map(({ queue }) => queue))
    const messages = [...queues].map((queue) => formatWake({ queue, at: null, count: held.length }))
    await notifyWorkers({ db: own.db(), channel, messages })
    logger.warn(`durable-jobs: gave back jobs that were still running: ${jobIDs.join(', ')}`)
    onEvent({ type: 'gaveBack', jobIDs })
  } catch (error) {
    logger.warn(
      `durable-jobs: ${held.length} running jobs wait for their leases to run out (${reasonOf(error)})`,
    )
  }
  for (const lease of held) lease.lost.abort(new Error('durable-jobs: the worker was stopped'))
}
