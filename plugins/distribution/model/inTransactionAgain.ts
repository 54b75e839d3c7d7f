import type { Payload, PayloadRequest } from 'payload'
import { tellFault } from '../tellFault.ts'
import { type Db, inTransaction } from './database.ts'

/** What Postgres says of a transaction that it ended for the sake of another one: a deadlock, or no order for both. */
const endedCodes = new Set<unknown>(['40P01', '40001'])

const isEndedForAnother = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && endedCodes.has(error.code)) || isEndedForAnother(error.cause))

/**
 * As `inTransaction`; what Postgres ended for the sake of another transaction has done nothing, and is done once more from
 * its beginning. So `work` may be called twice, and what it leaves outside of the database must not mind. Where `req` holds
 * a transaction already, it is for the owner of that to begin anew.
 */
export const inTransactionAgain = async <Result>(
  args: { payload: Payload; req?: PayloadRequest },
  work: (tx: { db: Db; req: PayloadRequest }) => Promise<Result>,
): Promise<Result> => {
  const held = await args.req?.transactionID
  try {
    return await inTransaction(args, work)
  } catch (error) {
    if ((held !== undefined && held !== null) || !isEndedForAnother(error)) throw error
    args.payload.logger.warn(
      `Postgres ended a transaction for the sake of another one, so it is done once more: ${tellFault(error)}`,
    )
    return inTransaction(args, work)
  }
}
