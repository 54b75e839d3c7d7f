import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { type DeliveryState, isSettled } from '../../model/states.ts'

/** Where the deliveries of a plan stand, taken together. Instants are ISO 8601, UTC. */
export type Standing = {
  total: number
  ended: number
  counts: Partial<Record<DeliveryState, number>>
  next: { delivery: ID; channel: ID; at: string } | null
  last: string | null
  lateness: { meanMs: number; mostMs: number } | null
}

type Found = {
  counts: Partial<Record<DeliveryState, number>>
  next: { delivery: ID; channel: ID; at: string } | null
  last: string | null
  mean_ms: number | null
  most_ms: number | null
}

const toInstant = (at: string): string => new Date(at).toISOString()

/** How the deliveries of a plan are, in one statement, however many there are. */
export const readStanding = async (db: Db, plan: { id: ID; tenant: ID }): Promise<Standing> => {
  const [found] = await rows<Found>(
    db,
    sql`
      with d as (
        select id, channel_id, state::text as state, scheduled_at, planned_at, executed_at,
          coalesce(next_attempt_at, scheduled_at) as due_at
        from postyard_deliveries where plan_id = ${plan.id} and tenant_id = ${plan.tenant}
      )
      select
        (select coalesce(jsonb_object_agg(state, count), '{}'::jsonb)
           from (select state, count(*)::int as count from d group by state) counted) as counts,
        (select jsonb_build_object('delivery', id, 'channel', channel_id, 'at', due_at)
           from d where state in ('scheduled', 'queued') order by due_at, id limit 1) as next,
        (select max(coalesce(executed_at, scheduled_at))::text from d
           where state not in ('cancelled', 'failed', 'expired', 'skipped')) as last,
        late.mean_ms, late.most_ms
      from (
        select avg(ms)::float8 as mean_ms, max(ms)::float8 as most_ms
        from (select extract(epoch from executed_at - planned_at) * 1000 as ms from d
              where executed_at is not null and planned_at is not null) known
      ) late`,
  )
  const counts = found?.counts ?? {}
  const entries = Object.entries(counts) as [DeliveryState, number][]
  const sum = (some: [DeliveryState, number][]) => some.reduce((all, [, count]) => all + count, 0)
  return {
    total: sum(entries),
    ended: sum(entries.filter(([state]) => isSettled(state))),
    counts,
    next: found?.next ? { ...found.next, at: toInstant(found.next.at) } : null,
    last: found?.last ? toInstant(found.last) : null,
    lateness:
      found && found.mean_ms !== null && found.most_ms !== null
        ? { meanMs: Math.round(found.mean_ms), mostMs: Math.round(found.most_ms) }
        : null,
  }
}
