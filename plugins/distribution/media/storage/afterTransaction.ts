import type { Payload, PayloadRequest } from 'payload'

type Work = () => Promise<void>

/** What is to be done when a transaction has ended, by its id. */
const waiting = new Map<string, Work[]>()

/**
 * Does `work` when the transaction that the request is in has ended, well or badly; what it throws is logged, for the
 * request has its answer by then. Without a transaction there is nothing to wait for, and nothing is done.
 */
export const afterTransaction = async (req: PayloadRequest, work: Work): Promise<void> => {
  const id = await req.transactionID
  if (id === undefined || id === null) return
  const key = String(id)
  waiting.set(key, [...(waiting.get(key) ?? []), work])
}

/** Tells the end of each transaction of a running installation: Payload has hooks before it, and none after. */
export const watchTransactions = (payload: Payload): void => {
  const { db } = payload
  const { commitTransaction, rollbackTransaction } = db
  const thenWork =
    (end: typeof commitTransaction): typeof commitTransaction =>
    async (incoming) => {
      const id = await incoming
      try {
        await end.call(db, id)
      } finally {
        const key = String(id)
        const works = waiting.get(key) ?? []
        waiting.delete(key)
        for (const work of works) {
          await work().catch((err: unknown) =>
            payload.logger.error({ err, msg: 'What follows a change of files failed.' }),
          )
        }
      }
    }
  db.commitTransaction = thenWork(commitTransaction)
  db.rollbackTransaction = thenWork(rollbackTransaction)
}
