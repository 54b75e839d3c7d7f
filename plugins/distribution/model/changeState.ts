import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { DistributionError } from '../errors.ts'
import { type Db, type ID, rows, sql } from './database.ts'
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
  attempt?: number
  checks?: number
}

export type Reason = { code: string; message: string }

/** Who causes a change: a person or program, or Postyard itself. */
export type Actor = { kind: 'user' | 'system'; id?: ID; name: string }

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
  actor: Actor
  /** The fencing token of the claim under which the caller acts; with one, only the present holder's write counts. */
  fence?: number
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
  attempt: 'attempt',
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

/**
 * The one way in which deliveries change their state. Moves those of `ids` that belong to `tenant`, stand in one
 * of `from` and, where a fence is given, are still held under it; writes one event for each in the same statement;
 * returns the moved rows as they are now. A row that another process has moved meanwhile is simply not among them.
 *
 * A settled row wakes no more and has no deadline; a row that goes on must be given its deadline.
 *
 * @throws ILLEGAL_MOVE where the table of transitions forbids the move from one of `from`.
 */
export const changeState = async (args: Args): Promise<DeliveryRow[]> => {
  const { db, tenant, ids, from, to, reason, actor, fence } = args
  for (const state of from) {
    if (!canMove(state, to)) {
      throw new DistributionError(
        'ILLEGAL_MOVE',
        `A delivery that is ${state} cannot become ${to}.`,
      )
    }
  }
  if (!isSettled(to) && args.set?.deadlineAt === undefined) {
    throw new Error(`A delivery that becomes ${to} needs a deadline, else it could wait for ever.`)
  }
  if (ids.length === 0) return []
  const patch: DeliveryPatch = isSettled(to)
    ? { wakeAt: null, deadlineAt: null, leaseUntil: null, ...args.set }
    : { ...args.set }
  const moved = await rows<Record<string, unknown>>(
    db,
    sql`
      with held as (
        select id, state as before
        from postyard_deliveries
        where id = any(${sql.param(ids)})
          ${tenant === 'all' ? sql`` : sql`and tenant_id = ${tenant}`}
          and state::text = any(${sql.param([...from])})
          ${fence === undefined ? sql`` : sql`and fence = ${fence}`}
        order by id
        for update
      ), moved as (
        update postyard_deliveries d
        set state = ${to}, reason_code = ${reason.code}, reason = ${reason.message},
            updated_at = clock_timestamp()${assignments(patch)}
        from held
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
                 'scheduledAt', moved.scheduled_at, 'externalUrl', moved.external_url)
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
