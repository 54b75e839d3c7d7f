import type { Payload } from 'payload'
import { hurryCheck } from '../channels/watch/noteCheck.ts'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import {
  changeState,
  type DeliveryPatch,
  type Reason,
  splitPatch,
  system,
} from '../model/changeState.ts'
import { type Db, sql } from '../model/database.ts'
import { forgetDrafts } from '../model/forgetDrafts.ts'
import { markChannel } from '../model/markChannel.ts'
import { readCancelReasons } from '../model/readCancelReasons.ts'
import { deniedCode } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { DeliveryState } from '../model/states.ts'

type Step = { to: DeliveryState; reason: Reason; set?: DeliveryPatch }

/** Where a delivery goes next; `next` follows at once, where nobody has wished to cancel it meanwhile. */
export type Move = Step & { next?: Step }

export type Ending = { row: DeliveryRow; move: Move }

/** Makes moves in as few statements as they allow, each under the fence under which its row was read. */
const moveAll = async (
  db: Db,
  steps: { row: DeliveryRow; step: Step }[],
): Promise<DeliveryRow[]> => {
  const alike = Map.groupBy(steps, ({ row, step }) => {
    const { common, own } = splitPatch(step.set)
    const keys = Object.keys(own).sort()
    return JSON.stringify([row.tenant_id, row.state, step.to, step.reason, common, keys])
  })
  const moved: DeliveryRow[] = []
  for (const group of alike.values()) {
    const [first] = group
    if (!first) continue
    const { row, step } = first
    const changed = await changeState({
      db,
      tenant: row.tenant_id,
      ids: group.map((one) => one.row.id),
      from: [row.state],
      to: step.to,
      reason: step.reason,
      actor: system,
      fence: group.map((one) => one.row.fence),
      set: splitPatch(step.set).common,
      sets: group.map((one) => splitPatch(one.step.set).own),
    })
    moved.push(...changed)
  }
  return moved
}

/** Rows that are moved by several statements are locked in one order first, so that no two of us wait in a circle. */
const lockInOrder = (db: Db, endings: Ending[]) =>
  db.execute(sql`
    select id from postyard_deliveries
    where id = any(${sql.param(endings.map(({ row }) => row.id))}) order by id for update`)

const markChannels = async (db: Db, failed: DeliveryRow[]): Promise<void> => {
  for (const { tenant_id: tenant, channel_id: channel, reason_code: code } of failed) {
    if (code !== null) await markChannel({ db, tenant, channel, code })
  }
}

/** Where Postiz refused the key, that is found out for the whole connection at once. */
const hurryChecks = async (db: Db, moved: DeliveryRow[], now: Date): Promise<void> => {
  const refused = moved.filter((row) => row.reason_code === 'POSTIZ_KEY_REFUSED')
  for (const tenant of new Set(refused.map((row) => row.tenant_id))) {
    await hurryCheck({ db, tenant, now })
  }
}

/** What is cancelled, or may not be sent, leaves no draft behind. */
const forgetCancelled = async (db: Db, moved: DeliveryRow[]): Promise<void> => {
  const ended = moved.filter(
    ({ state, reason_code: code, draft_at }) =>
      draft_at !== null && (state === 'cancelled' || (state === 'held' && code === deniedCode)),
  )
  for (const [tenant, group] of Map.groupBy(ended, (row) => row.tenant_id)) {
    await forgetDrafts({ db, tenant, deliveries: group.map(({ id }) => id) })
  }
}

/**
 * Moves deliveries on from the states in which they were read, under their fences, in the caller's transaction; what
 * wants to wake before the next tick is woken in it too. A delivery that comes back to `scheduled` though its
 * cancelling was wished for is cancelled.
 *
 * Returns the rows as they are now by id as text; one that somebody else has moved meanwhile is not among them.
 */
export const applyMoves = async (args: {
  payload: Payload
  db: Db
  now: Date
  endings: Ending[]
}): Promise<Map<string, DeliveryRow>> => {
  const { payload, db, now, endings } = args
  if (endings.length > 1) await lockInOrder(db, endings)
  const steps = endings.map(({ row, move }) => ({ row, step: move }))
  const moved = await moveAll(db, steps)
  await markChannels(
    db,
    moved.filter((row) => row.state === 'failed'),
  )
  await hurryChecks(db, moved, now)
  const next = new Map(endings.map(({ row, move }) => [String(row.id), move.next]))
  const back = moved.filter((row) => row.state === 'scheduled')
  const unwanted = back.filter((row) => row.cancel_requested_at !== null)
  const reasonOf = await readCancelReasons({ db, cancelled: unwanted })
  const further = back.flatMap((row) => {
    const step = unwanted.includes(row)
      ? ({ to: 'cancelled', reason: reasonOf(row) } as const)
      : next.get(String(row.id))
    return step ? [{ row, step }] : []
  })
  const all = [...moved, ...(await moveAll(db, further))]
  const latest = new Map(all.map((row) => [String(row.id), row]))
  await forgetCancelled(db, [...latest.values()])
  const waking = [...latest.values()].filter((row) => row.wake_at !== null)
  if (waking.length > 0) await wakeSoon({ payload, db, now, ids: waking.map((row) => row.id) })
  return latest
}
