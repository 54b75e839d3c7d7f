import type { Payload } from 'payload'
import { enqueueJobs, readBacklog } from 'postyard/durable-jobs'
import { poolOf, rows, sql } from '../model/database.ts'
import { upkeepSlugs } from '../model/upkeep.ts'

const queue = 'media-processing'

/**
 * Has files looked at that nobody has looked at yet: one job for each tenant that has some. Where one stands already, that
 * does the work. Returns how many jobs were made.
 */
export const enqueueLooks = async (args: { payload: Payload; now: Date }): Promise<number> => {
  const { payload, now } = args
  const wanted = await rows<{ tenant: string }>(
    poolOf(payload),
    sql`select distinct tenant from postyard_looks where seen_at is null`,
  )
  if (wanted.length === 0) return 0
  const backlog = await readBacklog({ payload, queue, dueBefore: now })
  const standing = new Set(
    backlog.flatMap(({ task, group }) => (task === upkeepSlugs.look ? String(group) : [])),
  )
  const jobs = wanted
    .filter(({ tenant }) => !standing.has(tenant))
    .map(({ tenant }) => ({
      task: upkeepSlugs.look,
      queue,
      input: { tenant },
      waitUntil: now,
      group: tenant,
    }))
  await enqueueJobs({ payload, jobs })
  return jobs.length
}
