import type { DeliveryRow } from '../model/rows.ts'
import type { OperationContext } from '../operation.ts'
import { lockDeliveries } from './lockDeliveries.ts'
import { planCaps } from './planCaps.ts'
import { channelsOf } from './replanPost.ts'

/**
 * Makes sure that the channel of a delivery has room for it at another time, as if it were planned anew.
 *
 * @throws CHANNEL_CAP with the time at which there is room
 */
export const findRoom = async (
  context: OperationContext,
  row: DeliveryRow,
  at: Date,
): Promise<void> => {
  const { tenant_id: tenant, channel_id: channel, id: moved } = row
  const channels = await channelsOf(context, { tenant, ids: [channel] })
  // It is written under the lock of planning, and so is taken before that.
  await lockDeliveries({ db: context.db, tenant, ids: [moved] })
  await planCaps({ context, tenant, channels, at, moved })
}
