import type { Payload } from 'payload'
import { askPerson } from '../model/askPerson.ts'
import { cancelAsWished } from '../model/cancelAsWished.ts'
import type { DeliveryPatch } from '../model/changeState.ts'
import { changeState, type Reason, system } from '../model/changeState.ts'
import { isDirect } from '../model/channel.ts'
import { type Db, type ID, inTransaction, rows, sql } from '../model/database.ts'
import { after, patience } from '../model/deadlines.ts'
import { readCancelReasons } from '../model/readCancelReasons.ts'
import { heldByPlanCodes, planHaltedCode, reasons } from '../model/reasons.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import { type DeliveryState, settledStates } from '../model/states.ts'

type Overdue = {
  id: ID
  kind: string
  state: DeliveryState
  reason_code: string | null
  has_open_effect: boolean
}

type Ending = { to: DeliveryState; reason: Reason; set?: DeliveryPatch }

/** What it says that has waited too long for its condition. */
const tooLong = ({ reason_code: code }: Overdue): Reason => {
  if (code === planHaltedCode) return reasons.haltedTooLong
  return heldByPlanCodes.includes(code ?? '') ? reasons.pausedTooLong : reasons.heldTooLong
}

/** Where a row goes that has been too long in its state. */
const endingOf = (row: Overdue, now: Date): Ending => {
  switch (row.state) {
    case 'held':
      return { to: 'cancelled', reason: tooLong(row) }
    case 'scheduled':
      return {
        to: 'held',
        reason: {
          code: 'STALE',
          message: 'Its time went by unused. Publish it now, give it another time, or cancel it.',
        },
        set: { wakeAt: null, deadlineAt: after(now, patience.held) },
      }
    case 'queued':
      return {
        to: 'held',
        reason: {
          code: 'NOT_TAKEN',
          message:
            'No worker took it for a day. See that a worker runs, then publish it now or give it another time.',
        },
        set: { wakeAt: null, deadlineAt: after(now, patience.held) },
      }
    case 'publishing':
      return row.has_open_effect
        ? {
            to: 'unknown',
            reason: isDirect(row.kind) ? reasons.interruptedDirect : reasons.interrupted,
            set: {
              // A request of the dead worker may still be on its way: its time-out and a minute are waited for.
              wakeAt: after(now, patience.lateRequest),
              deadlineAt: after(now, patience.reconcile),
            },
          }
        : {
            to: 'scheduled',
            reason: reasons.jobLost,
            set: { nextAttemptAt: now, wakeAt: now, deadlineAt: after(now, patience.held) },
          }
    case 'submitted':
      return {
        to: 'unknown',
        reason: reasons.confirmTimeout,
        set: { wakeAt: now, deadlineAt: after(now, patience.reconcile) },
      }
    case 'unknown':
      return { to: 'failed', reason: reasons.undecided }
    case 'awaiting_human':
      return { to: 'expired', reason: reasons.expired }
    default:
      throw new Error(`A delivery that is ${row.state} has no deadline.`)
  }
}

/** What is settled has no ending any more: should one have a deadline all the same, the others are ended none the less. */
const lockOverdue = (db: Db, now: Date): Promise<Overdue[]> =>
  rows<Overdue>(
    db,
    sql`
      select d.id, d.kind, d.state, d.reason_code,
        exists (
          select 1 from postyard_receipts r
          where r.delivery_id = d.id and r.action = 'fire' and r.closed_at is null
        ) as has_open_effect
      from postyard_deliveries d
      where d.deadline_at <= ${now.toISOString()} and d.state::text <> all(${sql.param([...settledStates])})
      order by d.deadline_at
      limit ${portion}
      for update of d skip locked`,
  )

/** Whose outcome nobody could find out goes to a person; all others have an ending of their own. */
const isUnreconciled = (row: Overdue): boolean =>
  row.state === 'unknown' && row.reason_code !== reasons.needsPerson.code

/** What is cancelled says so, unless some of it has gone out, or may have: then it says that. */
const endCancelled = async (args: {
  db: Db
  ids: ID[]
  state: DeliveryState
  reason: Reason
}): Promise<void> => {
  const { db, ids, state, reason } = args
  const found = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)} from postyard_deliveries d where d.id = any(${sql.param(ids)})`,
  )
  const cancelled = found.map(toDeliveryRow)
  const told = await readCancelReasons({ db, cancelled })
  const isWhole = (row: DeliveryRow) => told(row).code === reasons.cancelled.code
  const alike = Map.groupBy(cancelled, (row) => (isWhole(row) ? 'whole' : String(row.id)))
  for (const some of alike.values()) {
    const [first] = some
    if (!first) continue
    await changeState({
      db,
      tenant: 'all',
      ids: some.map(({ id }) => id),
      from: [state],
      to: 'cancelled',
      reason: isWhole(first) ? reason : told(first),
      actor: system,
    })
  }
}

const endTogether = async (db: Db, alike: Overdue[], now: Date): Promise<void> => {
  const [first] = alike
  if (!first) return
  const { state } = first
  const ending = endingOf(first, now)
  const ids = alike.map(({ id }) => id)
  if (ending.to === 'cancelled') return endCancelled({ db, ids, state, reason: ending.reason })
  const moved = await changeState({
    db,
    tenant: 'all',
    ids,
    from: [state],
    to: ending.to,
    reason: ending.reason,
    set: ending.set,
    actor: system,
  })
  for (const row of moved) await cancelAsWished(db, row)
  if (state === 'awaiting_human') await closeTasks(db, ids)
}

/** How many rows one transaction ends: one that is cut off has little to do again. */
const portion = 200

const sweepPortion = (args: { payload: Payload; now: Date }): Promise<number> =>
  inTransaction({ payload: args.payload }, async ({ db }) => {
    const overdue = await lockOverdue(db, args.now)
    for (const { id } of overdue.filter(isUnreconciled)) {
      await askPerson({ db, tenant: 'all', id, now: args.now })
    }
    const others = overdue.filter((row) => !isUnreconciled(row))
    const alike = Map.groupBy(
      others,
      (row) =>
        `${row.kind} ${row.state} ${row.has_open_effect} ${row.state === 'held' && tooLong(row).code}`,
    )
    for (const rows of alike.values()) await endTogether(db, rows, args.now)
    return overdue.length
  })

/**
 * Ends what is past its deadline, so that no row waits for ever: each goes on with the reason on it.
 * Returns how many there were.
 */
export const sweepDeadlines = async (args: { payload: Payload; now: Date }): Promise<number> => {
  let swept = 0
  for (;;) {
    const count = await sweepPortion(args)
    swept += count
    if (count < portion) return swept
  }
}

const closeTasks = (db: Db, deliveries: ID[]) =>
  db.execute(sql`
    update postyard_assist_tasks
    set outcome = 'expired', push = null, updated_at = clock_timestamp()
    where delivery_id = any(${sql.param(deliveries)}) and outcome is null`)
