import { type Db, sql } from '../../model/database.ts'

type Args = { db: Db; subscriber: string; tenant: string; lanes: readonly string[]; now: Date }

/**
 * Lets the first pending event of each lane go. The caller holds the lock on the subscriber, so that none is added and
 * none ends meanwhile: a lane with pending events always has one that goes.
 */
export const kickLanes = async ({ db, subscriber, tenant, lanes, now }: Args): Promise<void> => {
  if (lanes.length === 0) return
  await db.execute(sql`
    update postyard_event_deliveries d
    set next_at = ${now.toISOString()}
    from unnest(${sql.param([...lanes])}::text[]) as wanted (lane)
    cross join lateral (
      select position from postyard_event_deliveries
      where subscriber = ${subscriber} and tenant = ${tenant} and state = 'pending' and lane = wanted.lane
      order by position limit 1
    ) first
    where d.subscriber = ${subscriber} and d.tenant = ${tenant} and d.position = first.position
      and d.next_at is null`)
}
