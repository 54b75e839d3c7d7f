import { groupWakes } from '../notify.ts'
import { jobsSlug, writableFor } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { notifyWorkers } from '../sql/notifyWorkers.ts'

/** Tells the workers of jobs that `payload.jobs.queue` makes, in the transaction that makes them. */
export const notifyOnCreate = ({ adapter, channel, options }: Runtime): void => {
  const { create } = adapter
  adapter.create = async function createAndNotify(args) {
    const created = await create.call(this, args)
    if (args.collection !== jobsSlug) return created
    const { queue, waitUntil } = args.data as { queue?: string; waitUntil?: string }
    const now = Date.now()
    const messages = groupWakes({
      jobs: [{ queue: queue ?? 'default', dueAt: waitUntil ? Date.parse(waitUntil) : now }],
      now,
      horizonMs: 2 * options.pollMs,
    })
    if (messages.length > 0) {
      await notifyWorkers({ db: await writableFor(adapter, args.req), channel, messages })
    }
    return created
  }
}
