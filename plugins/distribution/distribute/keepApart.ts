import { readTenant } from '../channels/readConnection.ts'
import { DistributionError } from '../errors.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { tellTime } from '../model/tellTime.ts'
import type { OperationContext } from '../operation.ts'
import { findRoom } from '../plan/content/findRoom.ts'
import { instantsOf, readNeighbours } from './readNeighbours.ts'
import { channelsOf } from './replanPost.ts'

const day = 24 * 60 * 60_000

/**
 * Makes sure that a delivery that is given another time keeps its distance from other accounts that get the same content,
 * where a network plan brings it.
 *
 * @throws SAME_CONTENT with the next time at which it may go
 */
export const keepApart = async (
  context: OperationContext,
  row: DeliveryRow,
  at: Date,
): Promise<void> => {
  const { payload, settings, req } = context
  const { tenant_id: tenant } = row
  const found = await readNeighbours({ context, tenant, deliveries: [row], from: at, spanMs: day })
  const neighbours = found.get(String(row.id))
  if (!neighbours) return
  const near = neighbours.others.find(
    (other) => Math.abs(other.at.getTime() - at.getTime()) < other.gapMs,
  )
  if (!near) return
  const free = new Date(findRoom(at.getTime(), instantsOf(neighbours)))
  const { timezone } = await readTenant({ payload, settings, tenant, req })
  const [channel] = await channelsOf(context, { tenant, ids: [near.channel] })
  const name = channel?.name ?? 'Another account'
  const gets = near.isPlanned ? 'gets the same content' : 'got the same content'
  throw new DistributionError(
    'SAME_CONTENT',
    `${name} ${gets} at ${tellTime(near.at, timezone)}, and accounts are kept ${Math.round((near.gapMs / 60_000) * 10) / 10} minutes apart. This one can go at ${tellTime(free, timezone)} (${free.toISOString()}).`,
    {
      details: [
        {
          path: 'at',
          code: 'SAME_CONTENT',
          message: `It can go at ${tellTime(free, timezone)}.`,
          channel: near.channel,
          delivery: near.delivery,
          at: free.toISOString(),
        },
      ],
    },
  )
}
