import { type Db, rows, sql } from '../../model/database.ts'

/** Events that one subscriber is sent side by side; each of another plan. */
const perSubscriber = 4

/** Events that one tenant's subscribers are sent side by side, by all processes. */
const perTenant = 8

/** An event that is to be sent now. */
export type Claimed = {
  subscriber: string
  tenant: string
  position: string
  event: string
  lane: string
  /** This one included. */
  attempts: number
  /** By it the end of this attempt is written; whoever takes the event after `leaseMs` has another one. */
  lease: string
}

type Args = { db: Db; now: Date; leaseMs: number; most: number }

/**
 * Takes events that are due, of tenants and subscribers in turn: a flood of one does not keep another waiting. A subscriber
 * that was left alone gets one. What nobody reports the end of until the lease is over is taken again.
 */
export const claimDue = ({ db, now, leaseMs, most }: Args): Promise<Claimed[]> => {
  const at = now.toISOString()
  return rows<Claimed>(
    db,
    sql`
      with room as (
        select s.id::text as subscriber, s.tenant_id::text as tenant,
               case when s.left_alone_until is null then ${perSubscriber}::int else 1 end as most,
               (select count(*)::int from postyard_event_deliveries f
                 where f.tenant = s.tenant_id::text and f.subscriber = s.id::text and f.lease is not null
                   and f.next_at > ${at}) as busy
        from postyard_subscribers s
        where s.state = 'active' and (s.left_alone_until is null or s.left_alone_until <= ${at})
      ), due as (
        select d.subscriber, d.position, d.next_at, room.tenant,
               row_number() over (partition by room.tenant order by d.turn + room.busy, d.next_at, d.position) as turn
        from room cross join lateral (
          select subscriber, position, next_at, row_number() over (order by next_at, position) as turn
          from postyard_event_deliveries
          where subscriber = room.subscriber and tenant = room.tenant and state = 'pending' and next_at <= ${at}
          order by next_at, position
          limit greatest(room.most - room.busy, 0)
        ) d
      ), chosen as (
        select due.subscriber, due.position
        from due cross join lateral (
          select count(*) as busy from postyard_event_deliveries f
          where f.tenant = due.tenant and f.lease is not null and f.next_at > ${at}) own
        where due.turn + own.busy <= ${perTenant}::int
        order by due.turn + own.busy, due.next_at
        limit ${most}
      )
      update postyard_event_deliveries d
      set lease = gen_random_uuid()::text, attempts = d.attempts + 1,
          next_at = ${new Date(now.getTime() + leaseMs).toISOString()}
      from chosen
      where d.subscriber = chosen.subscriber and d.position = chosen.position and d.state = 'pending'
        and d.next_at <= ${at}
      returning d.subscriber, d.tenant, d.position::text as position, d.event, d.lane, d.attempts, d.lease`,
  )
}
