import { changeState } from '../model/changeState.ts'
import { closeTasks } from '../model/closeTask.ts'
import { type ID, rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { forgetDrafts } from '../model/forgetDrafts.ts'
import { readCancelReasons } from '../model/readCancelReasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { type DeliveryState, inFlightStates, unfiredStates } from '../model/states.ts'
import { undoMs } from '../model/undoMs.ts'
import type { OperationContext } from '../operation.ts'
import { lockDeliveries } from './lockDeliveries.ts'

export type CancelResult = 'cancelled' | 'followed' | 'settled'

type Args = { context: OperationContext; tenant: ID; ids: ID[] }

const stoppable: readonly DeliveryState[] = [...unfiredStates, 'awaiting_human']
const inFlight: readonly DeliveryState[] = inFlightStates

const cancelUnsent = async ({ context, tenant }: Args, unsent: DeliveryRow[]): Promise<void> => {
  const { db, now, caller } = context
  const reasonOf = await readCancelReasons({ db, cancelled: unsent, by: caller.name })
  for (const alike of Map.groupBy(unsent, (row) => reasonOf(row).message).values()) {
    const [first] = alike
    if (!first) continue
    await changeState({
      db,
      tenant,
      ids: alike.map(({ id }) => id),
      from: stoppable,
      to: 'cancelled',
      reason: reasonOf(first),
      actor: caller.actor,
      set: { cancelRequestedAt: now },
    })
  }
  const deliveries = unsent.map(({ id }) => id)
  await closeTasks({ db, tenant, deliveries, outcome: 'cancelled' })
  await forgetDrafts({ db, tenant, deliveries })
}

/** What is under way is followed to its true end, and cancelled where nothing more goes out. */
const wish = async ({ context, tenant }: Args, underWay: DeliveryRow[]): Promise<void> => {
  if (underWay.length === 0) return
  await context.db.execute(sql`
    update postyard_deliveries
    set cancel_requested_at = coalesce(cancel_requested_at, ${context.now.toISOString()}), updated_at = clock_timestamp()
    where id = any(${sql.param(underWay.map(({ id }) => id))}) and tenant_id = ${tenant}`)
}

/** A person may still take back what they answered; nobody is to be asked again then. */
const wishForUndone = async ({ context, tenant }: Args, ended: DeliveryRow[]): Promise<void> => {
  const answered = ended.filter(
    ({ kind, state, cancel_requested_at }) =>
      kind === 'manual' &&
      ['published', 'skipped', 'failed'].includes(state) &&
      cancel_requested_at === null,
  )
  if (answered.length === 0) return
  const { db, now } = context
  await rows(
    db,
    sql`
      update postyard_deliveries d
      set cancel_requested_at = ${now.toISOString()}, updated_at = clock_timestamp()
      where d.id = any(${sql.param(answered.map(({ id }) => id))}) and d.tenant_id = ${tenant}
        and exists (
          select 1 from postyard_assist_tasks t
          where t.delivery_id = d.id and t.tenant_id = d.tenant_id
            and t.answered_at > ${after(now, -undoMs).toISOString()}
        )`,
  )
}

/**
 * Cancels what has not been sent of these deliveries of a tenant, in the caller's transaction. What is being sent or may
 * be live gets the wish written on it and is followed to its true end; what has ended stays as it is. However many there
 * are, it takes as many statements.
 *
 * Returns what became of each, by its id as text.
 */
export const cancelDeliveries = async (args: Args): Promise<Map<string, CancelResult>> => {
  const all = await lockDeliveries({ ...args, db: args.context.db })
  const unsent = all.filter(({ state }) => stoppable.includes(state))
  const underWay = all.filter(({ state }) => inFlight.includes(state))
  const ended = all.filter((row) => !unsent.includes(row) && !underWay.includes(row))
  await cancelUnsent(args, unsent)
  await wish(args, underWay)
  await wishForUndone(args, ended)
  const resultOf = (row: DeliveryRow): CancelResult => {
    if (inFlight.includes(row.state)) return 'followed'
    return stoppable.includes(row.state) || row.state === 'cancelled' ? 'cancelled' : 'settled'
  }
  return new Map(all.map((row) => [String(row.id), resultOf(row)]))
}
