import type { Payload } from 'payload'
import type { ID } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { readDay } from '../readDay.ts'
import { writeCounts } from './writeCounts.ts'

/** Says what the series of a tenant have left as it is now, or one of them alone: it is right at once, and not from the next night. */
export const countAgain = async (args: {
  payload: Payload
  tenant: ID
  now: Date
  only?: ID | undefined
}): Promise<void> => {
  const { payload, tenant, now, only } = args
  const { day, timezone } = await readDay(args)
  await inOwnTransaction(payload, (db) =>
    writeCounts({ db, payload, tenant, now, day, timezone, only }),
  )
}
