import type { Payload } from 'payload'
import { enqueueJobs, readBacklog } from 'postyard/durable-jobs'
import { poolOf, rows, sql } from '../model/database.ts'
import { claimLettersSlug } from './wakeTask.ts'

const queue = 'distribution'

/**
 * Lets letters about claims be tried again whose time has come: one job for each tenant that has some. Where one stands
 * already, that does the work. Returns how many jobs were made.
 */
export const enqueueLetters = async (args: { payload: Payload; now: Date }): Promise<number> => {
  const { payload, now } = args
  const due = await rows<{ tenant: string }>(
    poolOf(payload),
    sql`
      select distinct tenant from postyard_claim_letters
      where due_at is not null and due_at <= clock_timestamp()`,
  )
  if (due.length === 0) return 0
  const backlog = await readBacklog({ payload, queue, dueBefore: now })
  const standing = new Set(
    backlog.flatMap(({ task, group }) => (task === claimLettersSlug ? String(group) : [])),
  )
  const jobs = due
    .filter(({ tenant }) => !standing.has(tenant))
    .map(({ tenant }) => ({
      task: claimLettersSlug,
      queue,
      input: { tenant },
      waitUntil: now,
      group: tenant,
      resource: `slow ${tenant}`,
    }))
  await enqueueJobs({ payload, jobs })
  return jobs.length
}
