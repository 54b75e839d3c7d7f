import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { DistributionError } from '../errors.ts'
import { changeState, splitPatch } from '../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { inSavepoint } from '../model/inSavepoint.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import type { OperationContext } from '../operation.ts'
import { isProgram } from '../security/standing.ts'
import { giveTurns } from './giveTurns.ts'
import { spaceRedriven } from './network/spaceRedriven.ts'
import { deadStates, lifeOf, redriveDelivery, resendRefused } from './redriveDelivery.ts'
import type { Turn } from './turn.ts'

/** So many are planned anew in one transaction, whose locks others wait for meanwhile. */
export const portion = 20

/** What became of one of them: its row as it is now, and where it was not given a new life, why. */
export type Redriven = { row: DeliveryRow; refusal?: DistributionError }

/** The same deliveries as they are now, in their order. */
const readAll = async (db: Db, deliveries: DeliveryRow[]): Promise<DeliveryRow[]> => {
  const found = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)} from postyard_deliveries d
      where d.id = any(${sql.param(deliveries.map(({ id }) => id))})`,
  )
  const byId = new Map(found.map((raw) => [String(raw.id), toDeliveryRow(raw)]))
  return deliveries.flatMap((row) => byId.get(String(row.id)) ?? [])
}

/**
 * Takes them for this transaction, their posts first, as an edit does: of two who redrive the same ones, the second waits
 * here, and finds them alive then.
 */
const lockAll = async (db: Db, seen: DeliveryRow[]): Promise<DeliveryRow[]> => {
  const posts = [...new Set(seen.map((row) => row.post_id))]
  await db.execute(sql`
    select id from postyard_posts where id = any(${sql.param(posts)}) order by id for share`)
  await db.execute(sql`
    select id from postyard_deliveries
    where id = any(${sql.param(seen.map(({ id }) => id))}) order by id for update`)
  return readAll(db, seen)
}

const isDead = ({ state }: DeliveryRow): boolean =>
  (deadStates as readonly string[]).includes(state)

const refuse = (row: DeliveryRow): DistributionError =>
  new DistributionError(
    'ILLEGAL_MOVE',
    isDead(row)
      ? 'This delivery was tried again meanwhile, and failed anew. Look at it before you try once more.'
      : `This delivery is ${row.state.replaceAll('_', ' ')} meanwhile, so it was not tried again.`,
  )

/**
 * Those whose posts nobody has touched since they were planned, and for which no picture or video was made that may be
 * gone meanwhile: they say what their posts say now, and need not be planned anew. The clock of whoever wrote a post may differ from that of the database by less than a minute.
 */
const findUntouched = async (db: Db, deliveries: DeliveryRow[]): Promise<Set<string>> => {
  const found = await rows<{ id: ID }>(
    db,
    sql`
      select d.id from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id
      join postyard_posts s on s.id = d.post_id
      where d.id = any(${sql.param(deliveries.map(({ id }) => id))})
        and s.updated_at < p.created_at - interval '1 minute' and s.deleted_at is null
        and s.render is null and d.rendition_id is null and p.content->'conversions' is null`,
  )
  return new Set(found.map(({ id }) => String(id)))
}

/** Moves all of them at once, those together that get the same but for their times. */
const redriveAsTheyAre = async (
  context: OperationContext,
  deliveries: DeliveryRow[],
  turns: Map<string, Turn>,
): Promise<void> => {
  const { db, payload, now, caller } = context
  const lives = deliveries.map((row) => {
    const { reason, set } = lifeOf(context, row, turns.get(String(row.id)))
    return { row, reason, ...splitPatch(set) }
  })
  const alike = Map.groupBy(lives, ({ row, reason, common }) =>
    JSON.stringify([row.tenant_id, row.state, reason, common]),
  )
  for (const group of alike.values()) {
    const [first] = group
    if (!first) continue
    await changeState({
      db,
      tenant: first.row.tenant_id,
      ids: group.map(({ row }) => row.id),
      from: deadStates.filter((state) => state === first.row.state),
      to: 'scheduled',
      reason: first.reason,
      actor: caller.actor,
      set: first.common,
      sets: group.map(({ own }) => own),
    })
  }
  for (const row of deliveries) await resendRefused(db, row)
  await wakeSoon({ payload, db, now, ids: deliveries.map(({ id }) => id) })
}

/** Moves one of them, and lets it say what its post says now; the others are not touched where it is refused. */
const redriveAnew = async (
  context: OperationContext,
  row: DeliveryRow,
  turn: Turn | undefined,
): Promise<DistributionError | undefined> => {
  try {
    await inSavepoint(context.db, () => redriveDelivery(context, row, turn))
    return undefined
  } catch (error) {
    if (error instanceof DistributionError) return error
    throw error
  }
}

/**
 * Gives many deliveries a new life, each once, whoever else does so at the same time; one that cannot go keeps none of
 * the others from it. `seen` is as the caller has read them: one that was tried again since is left as it is. On each
 * channel they go out one after the other; those of a network plan at times that its rules leave free.
 *
 * Of those that are planned anew, more than a `portion` are left as the `rest`, for transactions of their own.
 */
export const redriveMany = async (
  context: OperationContext,
  seen: DeliveryRow[],
): Promise<{ done: Redriven[]; rest: DeliveryRow[] }> => {
  const { db } = context
  if (seen.length === 0) return { done: [], rest: [] }
  const fences = new Map(seen.map((row) => [String(row.id), row.fence]))
  const locked = await lockAll(db, seen)
  // Planning is locked for one tenant after the other, in one order for everybody.
  const going = locked
    .filter((row) => isDead(row) && fences.get(String(row.id)) === row.fence)
    .toSorted((a, b) => Number(a.tenant_id > b.tenant_id) - Number(a.tenant_id < b.tenant_id))
  const refusals = new Map(
    locked.filter((row) => !going.includes(row)).map((row) => [String(row.id), refuse(row)]),
  )
  const untouched = await findUntouched(db, going)
  // A program needs an entitlement of its own for each, which is asked where one is planned anew.
  const isUntouched = ({ id, tenant_id: tenant }: DeliveryRow) =>
    untouched.has(String(id)) && !isProgram(context.caller, tenant)
  const changed = going.filter((row) => !isUntouched(row))
  const rest = changed.slice(portion)
  const now = going.filter((row) => !rest.includes(row))
  const spaced = await spaceRedriven(context, now)
  for (const { row, refusal } of spaced.refused) refusals.set(String(row.id), refusal)
  const isLeft = ({ id }: DeliveryRow) => !refusals.has(String(id))
  const living = now.filter(isLeft)
  const ordinary = living.filter(({ id }) => !spaced.turns.has(String(id)))
  const turns = new Map([...(await giveTurns(context, ordinary)), ...spaced.turns])
  await redriveAsTheyAre(context, living.filter(isUntouched), turns)
  for (const row of changed.slice(0, portion).filter(isLeft)) {
    const refusal = await redriveAnew(context, row, turns.get(String(row.id)))
    if (refusal) refusals.set(String(row.id), refusal)
  }
  const latest = await readAll(
    db,
    locked.filter((row) => !rest.includes(row)),
  )
  return { done: latest.map((row) => ({ row, refusal: refusals.get(String(row.id)) })), rest }
}
