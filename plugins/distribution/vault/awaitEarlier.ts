import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, rows, sql } from '../model/database.ts'

/** The database's own clock, whose microseconds a date would lose. */
const readClock = async (db: Db): Promise<string> => {
  const [found] = await rows<{ at: string }>(db, sql`select clock_timestamp()::text as at`)
  return found?.at ?? ''
}

const countEarlier = async (db: Db, at: string): Promise<number> => {
  const [found] = await rows<{ count: number }>(
    db,
    sql`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend'
        and pid <> pg_backend_pid() and xact_start < ${at}::timestamptz`,
  )
  return found?.count ?? 0
}

type Args = { db: Db; waitMs: number; signal?: AbortSignal }

/**
 * Waits until every transaction that is open now has ended: one that read a record before it was changed may still write
 * back what it read. False where one is still open after `waitMs`, or where `signal` says to stop.
 */
export const awaitEarlier = async ({ db, waitMs, signal }: Args): Promise<boolean> => {
  const at = await readClock(db)
  const pollMs = 50
  for (let waitedMs = 0; (await countEarlier(db, at)) > 0; waitedMs += pollMs) {
    if (waitedMs >= waitMs || signal?.aborted) return false
    await sleep(pollMs)
  }
  return true
}
