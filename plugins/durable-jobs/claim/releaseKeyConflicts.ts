import type { Executor, JobID, JobsTable } from '../postgres.ts'
import { findHeldKeys } from '../sql/findHeldKeys.ts'
import { lockConcurrencyKeys } from '../sql/lockConcurrencyKeys.ts'
import { releaseJobs } from '../sql/releaseJobs.ts'

type Taken = { id: JobID; leaseToken: string; concurrencyKey?: string | null }

type Args<Job extends Taken> = { db: Executor; jobs: JobsTable; taken: Job[] }

type Answer<Job> = {
  /** What may run, in the order of `taken`. */
  kept: Job[]
  /** Keys of which another job runs, or is being claimed. */
  conflicts: string[]
}

/**
 * Makes the claim exclusive for each concurrency key, and gives back what it may not have.
 *
 * Of two transactions that claim jobs of one key at once, one gets the key's lock. The other gives its job back: it
 * does not wait, and so nobody waits in a circle. Whoever has the lock then looks, in a new statement and so with new
 * eyes, whether a job of the key has begun since the claim was asked.
 */
export const releaseKeyConflicts = async <Job extends Taken>({
  db,
  jobs,
  taken,
}: Args<Job>): Promise<Answer<Job>> => {
  const first = new Map<string, Job>()
  for (const job of taken) {
    if (job.concurrencyKey && !first.has(job.concurrencyKey)) first.set(job.concurrencyKey, job)
  }
  const keys = [...first.keys()]
  if (keys.length === 0) return { kept: taken, conflicts: [] }

  const locked = await lockConcurrencyKeys({ db, keys })
  const held = await findHeldKeys({ db, jobs, keys, except: taken.map(({ id }) => id) })
  const conflicts = keys.filter((key) => !locked.has(key) || held.has(key))
  const mayRun = (job: Job) =>
    !job.concurrencyKey ||
    (first.get(job.concurrencyKey) === job && !conflicts.includes(job.concurrencyKey))
  const kept = taken.filter(mayRun)
  const given = taken.filter((job) => !mayRun(job))
  if (given.length > 0) {
    const back = given.map(({ id, leaseToken }) => ({ id, token: leaseToken }))
    await releaseJobs({ db, jobs, held: back })
  }
  return { kept, conflicts }
}
