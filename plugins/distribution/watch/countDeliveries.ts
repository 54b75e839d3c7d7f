import { type Db, rows, sql } from '../model/database.ts'

/** Deliveries of all tenants together. */
export type DeliveryCounts = {
  /** Due, and nobody has begun. */
  due: number
  /** Of these, by more than a minute. */
  late: number
  /** How long the oldest of them is due. */
  oldestDueSeconds: number
  awaitingHuman: number
  unknown: number
  /** In the last 24 hours. */
  failed: number
}

/**
 * Counts what waits or went wrong. What is due wants to wake within minutes, and the rest has an index of its own, so
 * that the cost does not follow what is scheduled or has been published.
 */
export const countDeliveries = async (db: Db): Promise<DeliveryCounts> => {
  const [counts] = await rows<DeliveryCounts>(
    db,
    sql`
      with waiting as (
        select now() - coalesce(next_attempt_at, scheduled_at) as lateness
        from postyard_deliveries
        where wake_at <= now() + interval '5 minutes' and state in ('scheduled', 'queued')
          and coalesce(next_attempt_at, scheduled_at) <= now()
      )
      select
        (select count(*) from waiting)::int as due,
        (select count(*) from waiting where lateness > interval '1 minute')::int as late,
        coalesce((select extract(epoch from max(lateness)) from waiting), 0)::float8 as "oldestDueSeconds",
        (select count(*) from postyard_deliveries where state = 'awaiting_human')::int as "awaitingHuman",
        (select count(*) from postyard_deliveries where state = 'unknown')::int as unknown,
        (
          select count(*) from postyard_deliveries
          where state = 'failed' and updated_at > now() - interval '24 hours'
        )::int as failed`,
  )
  if (!counts) throw new Error('The deliveries could not be counted.')
  return counts
}
