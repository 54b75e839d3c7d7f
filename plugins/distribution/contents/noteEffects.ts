import { type Db, type ID, sql } from '../model/database.ts'
import { patience } from '../model/deadlines.ts'

/** A call that is about to be made. Lengths in ms from now on. */
export type Departure = {
  receipt: ID | string
  content: string
  delivery: ID
  channel: ID
  isNetwork: boolean
  gapMs: number
  beginsInMs: number
}

/**
 * Writes down that contents go out now, in the transaction that opens the receipts. `callEndsInMs` is until when the calls
 * have surely come back; what they asked for may still arrive a little later. As their receipts are closed it is known when
 * they ended.
 */
export const noteEffects = async (args: {
  db: Db
  tenant: ID
  departures: readonly Departure[]
  callEndsInMs: number
}): Promise<void> => {
  const { db, tenant, departures } = args
  if (departures.length === 0) return
  const given = departures.map((one) => ({
    receipt: String(one.receipt),
    content: one.content,
    delivery: String(one.delivery),
    channel: String(one.channel),
    is_network: one.isNetwork,
    gap_ms: Math.round(one.gapMs),
    begins_in: `${Math.max(0, Math.round(one.beginsInMs))} milliseconds`,
  }))
  const endsIn = `${Math.round(args.callEndsInMs) + patience.lateRequest} milliseconds`
  await db.execute(sql`
    insert into postyard_content_effects
      (receipt, tenant, content, delivery, channel, is_network, gap_ms, began_at, ends_by)
    select receipt, ${String(tenant)}, content, delivery, channel, is_network, gap_ms,
      clock_timestamp() + begins_in, clock_timestamp() + ${endsIn}::interval
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(
      receipt text, content text, delivery text, channel text, is_network boolean, gap_ms integer,
      begins_in interval)
    on conflict (receipt) do nothing`)
}

/**
 * Writes down that a person was given a content to post now, or has posted it: `what` tells the one from the other. Where
 * nothing keeps its content apart, nothing is written.
 */
export const notePersonsEffect = async (args: {
  db: Db
  tenant: ID
  delivery: ID
  what: 'asked' | 'posted'
}): Promise<void> => {
  const { db, tenant, delivery, what } = args
  await db.execute(sql`
    insert into postyard_content_effects
      (receipt, tenant, content, delivery, channel, is_network, gap_ms, began_at, ends_by, ended_at)
    select ${`${what}:`}::text || d.id || ':' || d.fence::int, ${String(tenant)}, c.id, d.id::text, d.channel_id::text,
      p.network is not null, coalesce((p.network->'options'->>'sameContentMs')::float, 0)::int,
      clock_timestamp(), clock_timestamp(), clock_timestamp()
    from postyard_deliveries d
    join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
    join postyard_content_plans cp on cp.plan = p.id
    join postyard_contents c on c.id = cp.content and c.has_network
    where d.id = ${delivery} and d.tenant_id = ${tenant}
    on conflict (receipt) do update
    set began_at = excluded.began_at, ends_by = excluded.ends_by, ended_at = excluded.ended_at`)
}
