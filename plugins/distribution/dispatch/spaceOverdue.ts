import type { Payload } from 'payload'
import { changeState, type Reason, system } from '../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after, later, patience } from '../model/deadlines.ts'
import { staleReason } from '../model/reasons.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import { tableOf } from '../model/tableOf.ts'
import type { Settings } from '../options.ts'
import { settingsOf } from '../settings.ts'
import { lookAheadMs } from './lookAhead.ts'
import { catchingUpCode, isOverdue, type Lateness, turnReason, turnTooLate } from './overdue.ts'

type Overdue = { row: DeliveryRow; graceMinutes: number; timezone: string }

type Args = {
  payload: Payload
  db: Db
  now: Date
  /** Only these channels, waited for; else all with something overdue, but for those that another tick has in hand. */
  channels?: ID[]
  /** @default 'Postyard was down' */
  why?: Lateness
}

const limit = 2_000

const findChannels = async (db: Db, now: Date): Promise<ID[]> => {
  const found = await rows<{ channel_id: ID }>(
    db,
    sql`
      select distinct channel_id from (
        select d.channel_id from postyard_deliveries d
        where d.wake_at <= ${now.toISOString()} and ${isOverdue({ now, of: 'd' })} order by d.wake_at limit ${limit}
      ) as overdue`,
  )
  return found.map((row) => row.channel_id)
}

/** One tick after the other for each channel, so that each finds the turns that the one before it has given. */
const lockChannels = async ({ db, now, channels }: Args): Promise<ID[]> => {
  const wanted = channels ?? (await findChannels(db, now))
  if (wanted.length === 0) return []
  const locked = await rows<{ id: ID }>(
    db,
    sql`
      select id from postyard_channels
      where id = any(${sql.param(wanted)})
      order by id
      for no key update ${channels === undefined ? sql`skip locked` : sql``}`,
  )
  return locked.map(({ id }) => id)
}

/** Of a channel that catches up, whatever is late waits for its turn; but for what has been given one just now. */
const lockOverdue = async ({ payload, db, now }: Args, channels: ID[]): Promise<Overdue[]> => {
  const found = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)}, t.grace_minutes::int as grace_minutes, t.timezone
      from postyard_deliveries d
      join ${sql.identifier(tableOf(payload, settingsOf(payload).tenantsSlug))} t on t.id = d.tenant_id
      where d.wake_at <= ${now.toISOString()} and d.state = 'scheduled'
        and coalesce(d.next_attempt_at, d.scheduled_at) <= ${now.toISOString()}
        and (d.reason_code is distinct from ${catchingUpCode} or ${isOverdue({ now, of: 'd' })})
        and d.channel_id = any(${sql.param(channels)})
      order by coalesce(d.next_attempt_at, d.scheduled_at), d.id
      limit ${limit}
      for update of d skip locked`,
  )
  return found.map(({ grace_minutes, timezone, ...raw }) => ({
    row: toDeliveryRow(raw),
    graceMinutes: Number(grace_minutes),
    timezone: String(timezone),
  }))
}

/** The last turn that was given on each channel, by its id as text, as far as the next one has to keep away from it. */
const readLastTurns = async (db: Db, channels: ID[], since: Date): Promise<Map<string, Date>> => {
  const found = await rows<{ channel_id: ID; last: string | Date }>(
    db,
    sql`
      select channel_id, max(next_attempt_at) as last
      from postyard_deliveries
      where channel_id = any(${sql.param(channels)}) and next_attempt_at > ${since.toISOString()}
        and (reason_code = ${catchingUpCode} or state in ('publishing', 'submitted', 'published'))
      group by channel_id`,
  )
  return new Map(found.map(({ channel_id, last }) => [String(channel_id), new Date(last)]))
}

type Turn = Overdue & { at: Date }

/** Gives turns in the order of due times; what is too late, or would be by its turn, gets a reason instead. */
const giveTurns = (
  overdue: Overdue[],
  last: Map<string, Date>,
  now: Date,
  spacingMs: number,
  why: Lateness,
): { turns: Turn[]; stale: { id: ID; reason: Reason }[] } => {
  const turns: Turn[] = []
  const stale: { id: ID; reason: Reason }[] = []
  for (const one of overdue) {
    const { row, graceMinutes } = one
    const channel = String(row.channel_id)
    const before = last.get(channel)
    const at = before ? later(now, after(before, spacingMs)) : now
    const latest = after(row.scheduled_at, graceMinutes * 60_000)
    if (now > latest) stale.push({ id: row.id, reason: staleReason(graceMinutes) })
    else if (at > latest) stale.push({ id: row.id, reason: turnTooLate(graceMinutes, why) })
    else {
      last.set(channel, at)
      turns.push({ ...one, at })
    }
  }
  return { turns, stale }
}

/** Where there is time for it, a delivery is staged ahead of its turn. */
const wakeOf = ({ row, at }: Turn, now: Date, settings: Settings): Date =>
  row.kind === 'postiz' && at > after(now, lookAheadMs)
    ? later(after(at, -settings.stageLeadMinutes * 60_000), now)
    : at

const writeTurns = async (args: {
  db: Db
  turns: Turn[]
  now: Date
  settings: Settings
  why: Lateness
}): Promise<void> => {
  const { db, turns, now, settings, why } = args
  if (turns.length === 0) return
  const given = turns.map((turn) => ({
    id: String(turn.row.id),
    at: turn.at,
    wake_at: wakeOf(turn, now, settings),
    deadline_at: after(turn.at, patience.held),
    reason: turnReason(turn.at, turn.timezone, why).message,
  }))
  await db.execute(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given(id text, at timestamptz, wake_at timestamptz, deadline_at timestamptz, reason text)
    ), spaced as (
      update postyard_deliveries d
      set next_attempt_at = given.at, wake_at = given.wake_at, deadline_at = given.deadline_at,
          reason_code = ${catchingUpCode}, reason = given.reason, updated_at = clock_timestamp()
      from given
      where d.id = any(${sql.param(turns.map(({ row }) => row.id))}) and d.id::text = given.id
        and d.state = 'scheduled'
      returning d.id, d.tenant_id, d.plan_id, d.reason, d.next_attempt_at
    )
    insert into postyard_events
      (type, schema_version, occurred_at, tenant_id, actor_kind, actor_name, correlation_id,
       delivery_id, plan_id, data, updated_at, created_at)
    select 'distribution.delivery.catching_up', 1, clock_timestamp(), tenant_id, ${system.kind}, ${system.name},
           plan_id::text, id, plan_id, jsonb_build_object('reason', reason, 'nextAttemptAt', next_attempt_at),
           clock_timestamp(), clock_timestamp()
    from spaced`)
}

const holdStale = async (db: Db, stale: { id: ID; reason: Reason }[], now: Date): Promise<void> => {
  for (const group of Map.groupBy(stale, ({ reason }) => reason.message).values()) {
    const [first] = group
    if (!first) continue
    await changeState({
      db,
      tenant: 'all',
      ids: group.map(({ id }) => id),
      from: ['scheduled'],
      to: 'held',
      reason: first.reason,
      actor: system,
      set: { nextAttemptAt: null, wakeAt: null, deadlineAt: after(now, patience.held) },
    })
  }
}

/**
 * Lets what an outage has left behind go out without a rush: on each channel one delivery at a time, in the order of
 * their due times, so many seconds apart (`catchUpSeconds`). What is past its grace, or would be by its turn, is held
 * and asks a person. Each says so in its reason. It is all in the caller's transaction, and any number of processes
 * may do it at once.
 *
 * Returns how many deliveries got their turn or were held.
 */
export const spaceOverdue = async (args: Args): Promise<number> => {
  const { db, now, payload, why = 'Postyard was down' } = args
  const settings = settingsOf(payload)
  const spacingMs = settings.catchUpSeconds * 1_000
  const channels = await lockChannels(args)
  if (channels.length === 0) return 0
  const overdue = await lockOverdue(args, channels)
  const last = await readLastTurns(db, channels, after(now, -spacingMs))
  const { turns, stale } = giveTurns(overdue, last, now, spacingMs, why)
  await writeTurns({ db, turns, now, settings, why })
  await holdStale(db, stale, now)
  return overdue.length
}
