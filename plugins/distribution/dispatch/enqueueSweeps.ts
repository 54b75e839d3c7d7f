import type { Payload } from 'payload'
import { enqueueJobs, type NewJob, readBacklog } from 'postyard/durable-jobs'
import { poolOf, rows, sql } from '../model/database.ts'
import { sweepSlug } from './wakeTask.ts'

const queue = 'distribution'

/** The job that looks at once for drafts of a tenant that nobody owns any more. */
export const sweepJob = (tenant: string, now: Date): NewJob => ({
  task: sweepSlug,
  queue,
  input: { tenant },
  waitUntil: now,
  group: tenant,
  resource: `slow ${tenant}`,
})

/**
 * Lets it be looked for drafts that nobody owns any more, wherever the time for that has come: one job for each tenant.
 * Where one stands already, that does the work. Returns how many jobs were made.
 */
export const enqueueSweeps = async (args: { payload: Payload; now: Date }): Promise<number> => {
  const { payload, now } = args
  const due = await rows<{ tenant: string }>(
    poolOf(payload),
    sql`select distinct tenant from postyard_stagings where sweep_at <= ${now.toISOString()}`,
  )
  if (due.length === 0) return 0
  const backlog = await readBacklog({ payload, queue, dueBefore: now })
  const standing = new Set(
    backlog.flatMap(({ task, group }) => (task === sweepSlug ? String(group) : [])),
  )
  const jobs = due
    .filter(({ tenant }) => !standing.has(tenant))
    .map(({ tenant }) => sweepJob(tenant, now))
  await enqueueJobs({ payload, jobs })
  return jobs.length
}
