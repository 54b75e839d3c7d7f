import type { Payload, PayloadRequest } from 'payload'
import { type Db, type ID, inTransaction } from '../model/database.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { type Closing, closeReceipts, type WholeReceipt, writeReceipts } from '../model/receipts.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { tellFault } from '../tellFault.ts'
import { applyMoves, type Ending, type Move } from './applyMoves.ts'

/**
 * Moves a delivery on from the state in which it was read, under the fence under which it was read, in one
 * transaction with whatever else belongs to the move; wakes it at once where it wants to wake before the next tick.
 * Returns the row as it is now, undefined where somebody else has moved it meanwhile.
 */
export const settle = async (args: {
  payload: Payload
  /** A request whose transaction is joined. */
  req?: PayloadRequest
  row: DeliveryRow
  now: Date
  move: Move
  also?: (db: Db) => Promise<void>
}): Promise<DeliveryRow | undefined> => {
  const { payload, row, now, move } = args
  const work = async (db: Db) => {
    await args.also?.(db)
    const moved = await applyMoves({ payload, db, now, endings: [{ row, move }] })
    return moved.get(String(row.id))
  }
  return args.req
    ? inTransaction({ payload, req: args.req }, ({ db }) => work(db))
    : inOwnTransaction(payload, work)
}

/** How one delivery of a tenant ended, with the receipt that was opened before. */
export type Settlement = Ending & {
  receipt?: { id: ID } & Closing
  /** Of a call that changed nothing, and of which nothing is written but that it led to this. */
  look?: WholeReceipt
}

/**
 * As `settle` for deliveries of one tenant together, with their receipts. Where that fails each is settled by itself,
 * so that what is wrong with one touches no other; what could not be settled even so is returned as its error.
 */
export const settleTogether = async (args: {
  payload: Payload
  tenant: ID
  now: Date
  settlements: Settlement[]
}): Promise<(Error | undefined)[]> => {
  const { payload, tenant, now } = args
  const settleSome = (settlements: Settlement[]) =>
    inOwnTransaction(payload, async (db) => {
      const closings = settlements.flatMap(({ receipt }) => receipt ?? [])
      await closeReceipts({ db, tenant, closings })
      const moved = await applyMoves({ payload, db, now, endings: settlements })
      const looks = settlements.filter(({ row }) => moved.has(String(row.id)))
      await writeReceipts({ db, receipts: looks.flatMap(({ look }) => look ?? []) })
    })
  const tryOne = (one: Settlement) =>
    settleSome([one]).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    )
  try {
    await settleSome(args.settlements)
    return args.settlements.map(() => undefined)
  } catch (error) {
    if (args.settlements.length > 1) {
      const fault = tellFault(error)
      payload.logger.warn({ tenant }, `Deliveries are settled one by one after an error: ${fault}`)
    }
    const errors: (Error | undefined)[] = []
    for (const one of args.settlements) errors.push(await tryOne(one))
    return errors
  }
}
