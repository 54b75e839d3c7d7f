import type { Payload } from 'payload'
import { passage } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import { loadDelivery } from './loadDelivery.ts'
import { isMediaGone } from './readContent.ts'
import { stageDelivery } from './stageDelivery.ts'

/**
 * Prepares a delivery at Postiz ahead of its time. What goes wrong here has its receipt and costs nothing:
 * the delivery is prepared again when it is due, and only then does a failure count.
 */
export const stageAhead = async (args: {
  payload: Payload
  tenant: ID
  id: ID
  now: () => Date
}): Promise<void> => {
  const loaded = await loadDelivery({ ...args, states: ['scheduled'] })
  if (!loaded?.connection) return
  if (passage[loaded.channel.state] !== 'open') return
  try {
    const staged = await stageDelivery(loaded, loaded.connection, args.now())
    if (staged.kind === 'retry' || staged.kind === 'failed') {
      args.payload.logger.warn(
        { delivery: loaded.row.id, tenant: args.tenant, code: staged.code },
        `Staging ahead did not work and is tried again when it is due: ${staged.message}`,
      )
    }
  } catch (error) {
    if (!isMediaGone(error)) throw error
    args.payload.logger.warn({ delivery: loaded.row.id, tenant: args.tenant }, error.message)
  }
}
