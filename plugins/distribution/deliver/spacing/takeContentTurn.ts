import { notePersonsEffect } from '../../contents/noteEffects.ts'
import { DistributionError } from '../../errors.ts'
import type { Db } from '../../model/database.ts'
import type { Loaded } from '../loadDelivery.ts'
import { isKeptApart, passSpacing } from './passSpacing.ts'

/**
 * Whether a person may be asked now to post a delivery that was taken, in the transaction in which that is done; else it
 * waits for its turn. From now on others with the same content keep away from its account, and once more when it was
 * posted.
 *
 * @throws SAME_CONTENT where a person begins it early: it stays as it is
 */
export const takeContentTurn = async (args: {
  loaded: Loaded
  db: Db
  now: Date
  isEarly: boolean
}): Promise<boolean> => {
  const { loaded, db, now, isEarly } = args
  if (!isKeptApart(loaded)) return true
  const { payload, row } = loaded
  const { tenant_id: tenant, id: delivery } = row
  // Who begins it early posts it now, whenever it was due.
  const due = isEarly ? { ...loaded, row: { ...row, next_attempt_at: now } } : loaded
  const [passing] = await passSpacing({ payload, db, tenant, loaded: [due], now: () => now })
  if (passing) {
    await notePersonsEffect({ db, tenant, delivery, what: 'asked' })
    return true
  }
  if (!isEarly) return false
  throw new DistributionError(
    'SAME_CONTENT',
    'Another account has just got the same content. Begin this one a few minutes later, or wait until you are asked.',
  )
}
