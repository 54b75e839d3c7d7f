import type { Answer } from '../channels/adapter.ts'
import type { Db } from '../model/database.ts'
import { type Closing, closeReceipt, openReceipt, type ReceiptAction } from '../model/receipts.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { workerName } from './workerName.ts'

type Result = {
  kind: string
  answer: Answer
  code?: string
  message?: string
  externalId?: string
  externalUrl?: string
}

const outcomeOf = (kind: string): Closing['outcome'] => {
  switch (kind) {
    case 'unknown':
      return 'unknown'
    case 'retry':
    case 'unreachable':
      return 'retry'
    case 'failed':
    case 'restage':
    case 'kept':
      return 'refused'
    default:
      return 'ok'
  }
}

/** What a result says, in the words of a receipt. */
export const closingOf = (result: Result): Closing => ({
  outcome: outcomeOf(result.kind),
  statusCode: result.answer.statusCode,
  errorCode: result.code,
  errorMessage: result.message,
  externalId: result.externalId,
  externalUrl: result.externalUrl,
  meta: { result: result.kind, ...result.answer.meta },
})

/**
 * Makes one remote call with its receipt: opened and committed before, closed after. A call that throws leaves its
 * receipt open, which is the truth: nobody knows how it ended.
 */
export const remoteCall = async <R extends Result>(args: {
  db: Db
  row: DeliveryRow
  action: ReceiptAction
  call: () => Promise<R>
}): Promise<R> => {
  const { db, row, action } = args
  const receipt = await openReceipt({ db, delivery: row, action, by: workerName() })
  const result = await args.call()
  await closeReceipt({ db, tenant: row.tenant_id, id: receipt, ...closingOf(result) })
  return result
}
