import type { ShakenDatabase } from './openShaken.ts'

type Args = {
  db: ShakenDatabase
  ms: number
  /** When the last worker that held something then was dead. */
  calmSince: Date
}

/**
 * Lets time pass for rows that only wait for it, as if so many ms went by in which nobody did anything.
 *
 * A killed worker's delivery waits out a lease, and then as long as a request of that worker could still arrive. Both
 * waits are there for what may still be under way. This is called only when nothing can be: every worker of before
 * `calmSince` is dead, and the stand-in has ended all that they ever asked of it. What a worker of today holds, or has
 * sent since, is left alone.
 */
export async function letTimePass({ db, ms, calmSince }: Args): Promise<void> {
  const by = `$1::float8 * interval '1 millisecond'`
  await db.read(
    `update postyard_deliveries
     set wake_at = wake_at - ${by}, next_attempt_at = next_attempt_at - ${by},
         deadline_at = deadline_at - ${by}, lease_until = lease_until - ${by},
         executed_at = executed_at - ${by}
     where state in ('scheduled', 'queued', 'submitted')
        or (state = 'publishing' and updated_at < $2)
        or (state = 'unknown' and coalesce(executed_at, updated_at) < $2)`,
    [ms, calmSince],
  )
  await db.read(
    `update payload_jobs
     set wait_until = wait_until - ${by}
     where completed_at is null and has_error is not true and processing is not true`,
    [ms],
  )
  // A worker that rests has read when its next job falls due; without this it would not look before that, or for seconds.
  await db.read('select pg_notify($1, $2)', ['durable_jobs_public', ''])
}

/** Ends the leases of all jobs. Only for a moment in which no worker is alive: it is as if the time of a lease went by. */
export const endJobLeases = (db: ShakenDatabase): Promise<unknown> =>
  db.read('update payload_jobs set lease_until = clock_timestamp() where processing')
