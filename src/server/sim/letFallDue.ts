import type { ShakenDatabase } from '../chaos/openShaken.ts'

type Args = {
  db: ShakenDatabase
  /** At most so many at once. */
  most: number
}

/** With so many jobs behind their time, workers have enough to do. */
const mostBehind = 10

/**
 * Lets the next tasks fall due now: as many as workers keep up with, so that a slow machine takes longer and nobody's time
 * to answer goes by before they are asked. Their times are moved as no operation does, since all were planned for a day
 * on which nobody waits.
 */
export async function letFallDue({ db, most }: Args): Promise<void> {
  await db.read(
    `with behind as (
       select count(*)::int as jobs from payload_jobs
       where completed_at is null and has_error is not true and wait_until < now() - interval '1 second'
     ), next as (
       select d.id
       from postyard_deliveries d join postyard_plans p on p.id = d.plan_id
       where d.state = 'scheduled' and d.scheduled_at > now() + interval '1 hour'
       order by p.title
       limit (select greatest(0, least($1, $2 - jobs)) from behind)
     )
     update postyard_deliveries d
     set scheduled_at = now(), wake_at = now(), deadline_at = now() + interval '7 days'
     from next where d.id = next.id`,
    [most, mostBehind],
  )
}
