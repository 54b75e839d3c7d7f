import type { Payload } from 'payload'
import { enqueueJobs, type NewJob, readBacklog } from 'postyard/durable-jobs'
import { rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { watchSlug } from './wakeTask.ts'

const queue = 'distribution'

/** How often running network plans are looked at, in milliseconds: what goes wrong is found long within the minute. */
const everyMs = 20_000

/** One tick sees to all looks until the next one, in milliseconds; a plan that was taken is not taken again before that. */
const takenMs = 50_000
const looksMs = [0, everyMs, 2 * everyMs]

/**
 * Has the network plans that run looked at until the next tick, over any number of processes: whoever sets the next moment
 * on a plan's row makes the jobs of its tenant. Where there is no such plan nothing is done.
 *
 * @returns how many jobs were made
 */
export const enqueueWatches = (args: { payload: Payload; now: Date }): Promise<number> =>
  inOwnTransaction(args.payload, async (db) => {
    const { payload, now } = args
    const due = await rows<{ tenant: string }>(
      db,
      sql`
        with due as (
          select plan from postyard_plan_watches where look_at <= ${now.toISOString()}
          order by plan for update skip locked
        )
        update postyard_plan_watches w set look_at = ${after(now, takenMs).toISOString()}
        from due where w.plan = due.plan
        returning w.tenant`,
    )
    if (due.length === 0) return 0
    const backlog = await readBacklog({ payload, db, queue, dueBefore: now })
    const standing = new Set(
      backlog.flatMap(({ task, group }) => (task === watchSlug ? String(group) : [])),
    )
    const tenants = [...new Set(due.map(({ tenant }) => tenant))]
    const jobs = tenants
      .filter((tenant) => !standing.has(tenant))
      .flatMap((tenant) =>
        looksMs.map(
          (ms): NewJob => ({
            task: watchSlug,
            queue,
            input: { tenant },
            waitUntil: after(now, ms),
            group: tenant,
            // It waits for no server, and must not wait behind what does.
            urgent: true,
          }),
        ),
      )
    await enqueueJobs({ payload, db, jobs })
    return jobs.length
  })
