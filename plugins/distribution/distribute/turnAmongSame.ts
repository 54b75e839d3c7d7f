import type { DeliveryRow } from '../model/rows.ts'
import type { OperationContext } from '../operation.ts'
import { findRoom } from '../plan/content/findRoom.ts'
import { lockDeliveries } from './lockDeliveries.ts'
import { instantsOf, readNeighbours } from './readNeighbours.ts'
import { type Turn, turnAt } from './turn.ts'

const day = 24 * 60 * 60_000

/**
 * When a delivery that is sent out anew may go, so that it keeps its distance from other accounts with the same content.
 * Undefined where that is now, or nothing keeps it apart.
 */
export const turnAmongSame = async (
  context: OperationContext,
  row: DeliveryRow,
): Promise<Turn | undefined> => {
  const { db, now } = context
  const { tenant_id: tenant } = row
  // Rows go before what lets one plan at a time.
  await lockDeliveries({ db, tenant, ids: [row.id] })
  const found = await readNeighbours({
    ...{ context, tenant, deliveries: [row] },
    ...{ from: now, spanMs: day },
  })
  const neighbours = found.get(String(row.id))
  if (!neighbours) return undefined
  const at = new Date(findRoom(now.getTime(), instantsOf(neighbours)))
  if (at <= now) return undefined
  return turnAt(context, row, at)
}
