import type { Payload } from 'payload'
import { type Db, type ID, poolOf, rows, sql } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { matchTypes } from '../matchTypes.ts'
import { kickLanes } from './kickLanes.ts'

/** One subscriber has at most about so many events waiting; the others wait where they are, in the outbox. */
const mostPending = 1_000

/** Events that are looked at in one transaction. */
const batch = 1_000

/** Active subscribers of tenants in which something has happened since they were last looked after. */
const findBehind = async (db: Db): Promise<ID[]> => {
  const found = await rows<{ id: ID }>(
    db,
    sql`
      select s.id from postyard_subscribers s
      where s.state = 'active' and exists (
        select 1 from postyard_events e where e.tenant_id = s.tenant_id and e.position > s.position::bigint)
      order by s.id`,
  )
  return found.map(({ id }) => id)
}

type Locked = { tenant: ID; position: string; types: string[]; channels: string[] }

/** Undefined where another process is at it, or it has enough. */
const lock = async (db: Db, id: ID): Promise<Locked | undefined> => {
  const [found] = await rows<Locked & { pending: number }>(
    db,
    sql`
      select s.tenant_id as tenant, s.position::bigint::text as position, s.types, s.channels,
             (select count(*)::int from (
               select 1 from postyard_event_deliveries d
               where d.subscriber = s.id::text and d.state = 'pending' limit ${mostPending}) as waiting) as pending
      from postyard_subscribers s
      where s.id = ${id} and s.state = 'active'
      for update of s skip locked`,
  )
  return found && found.pending < mostPending ? found : undefined
}

const fileBatch = async (
  db: Db,
  id: ID,
  { tenant, position, types, channels }: Locked,
  now: Date,
) => {
  const [filed] = await rows<{ scanned: number; lanes: string[] | null }>(
    db,
    sql`
      with scanned as materialized (
        select e.id, e.position, e.type, coalesce(e.plan_id::text, e.correlation_id) as lane,
               ${matchTypes(sql`e.type`, types)}
                 ${channels.length === 0 ? sql`` : sql`and e.data->>'channel' = any(${sql.param(channels)})`}
                 as is_wanted
        from postyard_events e
        where e.tenant_id = ${tenant} and e.position > ${position}::bigint
        order by e.position
        limit ${batch}
      ), filed as (
        insert into postyard_event_deliveries
          (subscriber, position, tenant, event, type, lane, state, attempts, created_at)
        select ${String(id)}, position, ${String(tenant)}, id::text, type, lane, 'pending', 0, ${now.toISOString()}
        from scanned where is_wanted
        on conflict do nothing
        returning lane
      ), moved as (
        update postyard_subscribers set position = (select max(position) from scanned)
        where id = ${id} and tenant_id = ${tenant} and exists (select 1 from scanned)
      )
      select (select count(*)::int from scanned) as scanned, (select array_agg(distinct lane) from filed) as lanes`,
  )
  const lanes = filed?.lanes ?? []
  await kickLanes({ db, subscriber: String(id), tenant: String(tenant), lanes, now })
  return filed?.scanned ?? 0
}

/**
 * Files for each active subscriber the events that it wants, and moves its cursor, in one transaction: an event is filed
 * before the cursor passes it, and once. Any number of processes may do so at once. Returns how many events were looked at.
 */
export const fanOut = async ({
  payload,
  now,
}: {
  payload: Payload
  now: Date
}): Promise<number> => {
  let looked = 0
  for (const id of await findBehind(poolOf(payload))) {
    // The rest at the next look, so that nobody's events wait for one that looks at years.
    for (let turn = 0; turn < 10; turn += 1) {
      const scanned = await inOwnTransaction(payload, async (db) => {
        const locked = await lock(db, id)
        return locked ? fileBatch(db, id, locked, now) : 0
      })
      looked += scanned
      if (scanned < batch) break
    }
  }
  return looked
}
