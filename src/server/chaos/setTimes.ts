import type { ShakenDatabase } from './openShaken.ts'

type Args = {
  db: ShakenDatabase
  /** Within this time from now on all fall due, evenly, post by post, ms. */
  withinMs: number
}

/**
 * Moves the times of all deliveries into the run: thousands at once, which no operation does. Every second post is
 * prepared ahead of its time, as one that was planned long before; the others only when they are due.
 */
export async function setTimes({ db, withinMs }: Args): Promise<void> {
  await db.read(
    `with due as (
       select id, ordinal % 2 = 0 as is_ahead,
         now() + interval '2 seconds'
           + (ordinal::float8 / count(*) over ()) * $1::float8 * interval '1 millisecond' as at
       from (select id, row_number() over (order by title) - 1 as ordinal from postyard_plans) as plans
     )
     update postyard_deliveries d
     set scheduled_at = due.at, wake_at = case when due.is_ahead then now() else due.at end,
         deadline_at = due.at + interval '7 days'
     from due
     where d.plan_id = due.id`,
    [withinMs],
  )
}
