import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { DistributionError } from '../errors.ts'
import { type Db, type ID, rows, sql } from './database.ts'
import { forgetDrafts } from './forgetDrafts.ts'
import {
  pausedUntil,
  readPauses,
  readPlatformPauses,
  tellPaused,
  tellPlatformPaused,
} from './planPause.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from './rows.ts'
import { canMove, type DeliveryState, isSettled } from './states.ts'

/** What else a move writes on the row. A key that is left out stays as it is. */
export type DeliveryPatch = {
  scheduledAt?: Date
  nextAttemptAt?: Date | null
  /** An instant, or an expression over the row where many rows move at once. */
  wakeAt?: Date | SQL | null
  deadlineAt?: Date | SQL | null
  executedAt?: Date | null
  leaseUntil?: Date | null
  draftState?: DeliveryRow['draft_state']
  draftAt?: Date | null
  draftId?: string | null
  externalId?: string | null
  externalUrl?: string | null
  cancelRequestedAt?: Date | null
  mediaLateAt?: Date | null
  attempt?: number | SQL
  fence?: SQL
  checks?: number
}

/** What each row may get of its own where many move at once. */
export type OwnPatch = {
  [Key in OwnKey]?: Exclude<DeliveryPatch[Key], SQL>
}

const ownTypes = {
  scheduledAt: 'timestamptz',
  nextAttemptAt: 'timestamptz',
  wakeAt: 'timestamptz',
  deadlineAt: 'timestamptz',
  executedAt: 'timestamptz',
  externalId: 'text',
  externalUrl: 'text',
} as const satisfies { [Key in keyof DeliveryPatch]?: string }

type OwnKey = keyof typeof ownTypes

/** Parts a patch into what may differ from row to row within one statement, and what is the same for all. */
export const splitPatch = (patch: DeliveryPatch = {}): { common: DeliveryPatch; own: OwnPatch } => {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  const isOwn = ([key]: [string, unknown]) => key in ownTypes
  return {
    common: Object.fromEntries(given.filter((entry) => !isOwn(entry))),
    own: Object.fromEntries(given.filter(isOwn)),
  }
}

export type Reason = { code: string; message: string }

/** Who causes a change: a person or a program with a user of its own, an API key, or Postyard itself. */
export type Actor = { kind: 'user' | 'key' | 'system'; id?: ID; name: string }

export const system: Actor = { kind: 'system', name: 'Postyard' }

type Args = {
  db: Db
  /** `all` only where the caller looks over every tenant, as the clock does. */
  tenant: ID | 'all'
  ids: ID[]
  from: readonly DeliveryState[]
  to: DeliveryState
  reason: Reason
  set?: DeliveryPatch
  /** What each row gets besides, in the order of `ids`, all with the same keys. */
  sets?: readonly OwnPatch[]
  actor: Actor
  /**
   * The fencing token of the claim under which the caller acts, or those of all `ids` in their order; with it, only
   * the present holder's write counts.
   */
  fence?: number | readonly number[]
  /** A further condition on the row `d`. */
  onlyIf?: SQL
  correlationId?: string
  data?: Record<string, unknown>
}

const columns: Record<keyof DeliveryPatch, string> = {
  scheduledAt: 'scheduled_at',
  nextAttemptAt: 'next_attempt_at',
  wakeAt: 'wake_at',
  deadlineAt: 'deadline_at',
  executedAt: 'executed_at',
  leaseUntil: 'lease_until',
  draftState: 'draft_state',
  draftAt: 'draft_at',
  draftId: 'draft_id',
  externalId: 'external_id',
  externalUrl: 'external_url',
  cancelRequestedAt: 'cancel_requested_at',
  mediaLateAt: 'media_late_at',
  attempt: 'attempt',
  fence: 'fence',
  checks: 'checks',
}

const toParameter = (value: Date | SQL | string | number | null | undefined) =>
  value instanceof Date ? value.toISOString() : (value ?? null)

/** The assignments of a patch; its names come from the list above, never from outside. */
export const assignments = (patch: DeliveryPatch) => {
  const pairs = (Object.keys(patch) as (keyof DeliveryPatch)[])
    .filter((key) => patch[key] !== undefined)
    .map((key) => sql`${sql.identifier(columns[key])} = ${toParameter(patch[key])}`)
  return pairs.length === 0 ? sql`` : sql`, ${sql.join(pairs, sql`, `)}`
}

/** What differs from row to row, as one parameter that Postgres turns into rows. */
const ownRows = ({ ids, sets, fence }: Pick<Args, 'ids' | 'sets' | 'fence'>) => {
  const isFenced = Array.isArray(fence)
  if (!isFenced && sets === undefined) return undefined
  const keys = Object.keys(sets?.[0] ?? {}) as OwnKey[]
  const given = ids.map((id, index) => ({
    id: String(id),
    fence: isFenced ? fence[index] : undefined,
    ...Object.fromEntries(keys.map((key) => [columns[key], sets?.[index]?.[key] ?? null])),
  }))
  const types = keys.map((key) => sql.raw(`, ${columns[key]} ${ownTypes[key]}`))
  return {
    table: sql`jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as own(id text, fence numeric${sql.join(types)})`,
    join: sql`join own on own.id = d.id::text ${isFenced ? sql`and own.fence = d.fence` : sql``}`,
    assignments: sql.join(
      keys.map(
        (key) => sql`, ${sql.identifier(columns[key])} = own.${sql.identifier(columns[key])}`,
      ),
    ),
  }
}

/** What says that a delivery is out whose cancelling was wished for: the wish came too late. */
const tooLate = (to: DeliveryState) =>
  to === 'published' || to === 'dispatched'
    ? sql` || case when d.cancel_requested_at is null then ''
        else ' It was to be cancelled, and that came too late.' end`
    : sql``

/**
 * The one way in which deliveries change their state. Moves those of `ids` that belong to `tenant`, stand in one
 * of `from` and, where a fence is given, are still held under it; writes one event for each in the same statement;
 * returns the moved rows as they are now. A row that another process has moved meanwhile is simply not among them.
 *
 * What becomes `scheduled` while its plan is paused or halted, or waits on its platform, is held at once for that, whatever it comes from; but for the
 * one delivery that tries whether a plan may go on that has paused itself. Of a halted plan, what was prepared is given up.
 *
 * A settled row has no deadline and, unless it is told to, wakes no more; a row that goes on must be given its deadline.
 *
 * @throws ILLEGAL_MOVE where the table of transitions forbids the move from one of `from`.
 */
export const changeState = async (args: Args): Promise<DeliveryRow[]> => {
  const moved = await move(args)
  return args.to === 'scheduled' ? holdPaused(args, moved) : moved
}

const holdPaused = async (
  { db, tenant }: Pick<Args, 'db' | 'tenant'>,
  moved: DeliveryRow[],
): Promise<DeliveryRow[]> => {
  // What is to be cancelled is cancelled by whoever moved it, and does not wait.
  const wanted = moved.filter((row) => row.cancel_requested_at === null)
  const pauses = await readPauses(db, wanted)
  const latest = new Map(moved.map((row) => [String(row.id), row]))
  const hold = async (ids: ID[], reason: Reason): Promise<DeliveryRow[]> => {
    const held = await move({
      ...{ db, tenant, ids, reason, actor: system },
      from: ['scheduled'],
      to: 'held',
      set: { wakeAt: null, deadlineAt: pausedUntil },
    })
    for (const row of held) latest.set(String(row.id), row)
    return held
  }
  for (const [plan, pause] of pauses) {
    const held = await hold(
      wanted
        .filter((row) => String(row.plan_id) === plan && String(row.id) !== pause.probe)
        .map(({ id }) => id),
      tellPaused(pause),
    )
    const [first] = held
    if (first && pause.isHalted) {
      await forgetDrafts({ db, tenant: first.tenant_id, deliveries: held.map(({ id }) => id) })
    }
  }
  const going = wanted.filter((row) => !pauses.has(String(row.plan_id)))
  for (const { platform, why, ids } of await readPlatformPauses(db, going)) {
    await hold(ids, tellPlatformPaused(platform, why))
  }
  return [...latest.values()]
}

const move = async (args: Args): Promise<DeliveryRow[]> => {
  const { db, tenant, ids, from, to, reason, actor, fence } = args
  for (const state of from) {
    if (!canMove(state, to)) {
      throw new DistributionError(
        'ILLEGAL_MOVE',
        `A delivery that is ${state} cannot become ${to}.`,
      )
    }
  }
  const deadlineAt = args.sets ? args.sets[0]?.deadlineAt : args.set?.deadlineAt
  if (!isSettled(to) && ids.length > 0 && deadlineAt === undefined) {
    throw new Error(`A delivery that becomes ${to} needs a deadline, else it could wait for ever.`)
  }
  if (ids.length === 0) return []
  const ended = isSettled(to) ? { wakeAt: null, deadlineAt: null, leaseUntil: null } : {}
  const given = new Set(Object.keys(args.sets?.[0] ?? {}))
  const patch: DeliveryPatch = Object.fromEntries(
    Object.entries({ ...ended, ...args.set }).filter(([key]) => !given.has(key)),
  )
  const own = ownRows(args)
  const moved = await rows<Record<string, unknown>>(
    db,
    sql`
      with ${own ? sql`own as materialized (select * from ${own.table}),` : sql``} held as (
        select d.id, d.state as before
        from postyard_deliveries d ${own?.join ?? sql``}
        where d.id = any(${sql.param(ids)})
          ${tenant === 'all' ? sql`` : sql`and d.tenant_id = ${tenant}`}
          and d.state::text = any(${sql.param([...from])})
          ${typeof fence === 'number' ? sql`and d.fence = ${fence}` : sql``}
          ${args.onlyIf === undefined ? sql`` : sql`and ${args.onlyIf}`}
        order by d.id
        for update of d
      ), moved as (
        update postyard_deliveries d
        set state = ${to}, reason_code = ${reason.code}, reason = ${reason.message}::text${tooLate(to)},
            updated_at = clock_timestamp()${assignments(patch)}${own?.assignments ?? sql``}
        from held ${own ? sql`join own on own.id = held.id::text` : sql``}
        where d.id = held.id
        returning held.before, ${sql.raw(deliveryColumns)}
      ), logged as (
        insert into postyard_events
          (type, schema_version, occurred_at, tenant_id, actor_kind, actor_id, actor_name,
           correlation_id, delivery_id, plan_id, data, updated_at, created_at)
        select 'distribution.delivery.' || moved.state::text, 1, clock_timestamp(), moved.tenant_id,
               ${actor.kind}, ${actor.id === undefined ? null : String(actor.id)}, ${actor.name},
               coalesce(${args.correlationId ?? null}::text, moved.plan_id::text), moved.id, moved.plan_id,
               jsonb_build_object('from', moved.before, 'to', moved.state,
                 'reasonCode', moved.reason_code, 'reason', moved.reason,
                 'attempt', moved.attempt, 'channel', moved.channel_id, 'post', moved.post_id,
                 'scheduledAt', moved.scheduled_at, 'externalUrl', moved.external_url,
                 'entitlement', moved.entitlement_id)
                 || ${JSON.stringify(args.data ?? {})}::jsonb,
               clock_timestamp(), clock_timestamp()
        from moved
      )
      select * from moved`,
  )
  return moved.map(toDeliveryRow)
}

/** As `changeState` for one row; undefined where the row was not to be had. */
export const changeOne = async (
  args: Omit<Args, 'ids'> & { id: ID },
): Promise<DeliveryRow | undefined> => (await changeState({ ...args, ids: [args.id] }))[0]
