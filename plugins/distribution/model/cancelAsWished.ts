import { changeOne, system } from './changeState.ts'
import type { Db } from './database.ts'
import { readCancelReasons } from './readCancelReasons.ts'
import type { DeliveryRow } from './rows.ts'

/**
 * Cancels a delivery whose cancelling was wished for while it was under way, now that it is certain that nothing more
 * goes out: it has just come back to `scheduled`, where it would be sent again. Undefined where there is no such wish.
 */
export const cancelAsWished = async (db: Db, row: DeliveryRow): Promise<DeliveryRow | undefined> =>
  row.state === 'scheduled' && row.cancel_requested_at
    ? changeOne({
        db,
        tenant: row.tenant_id,
        id: row.id,
        from: ['scheduled'],
        to: 'cancelled',
        reason: (await readCancelReasons({ db, cancelled: [row] }))(row),
        actor: system,
        fence: row.fence,
      })
    : undefined
