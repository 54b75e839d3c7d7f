import type { Payload } from 'payload'
import type { Reason } from '../model/changeState.ts'
import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { Settings } from '../options.ts'
import { placeOf } from '../security/sealedFields.ts'
import { unseal } from '../security/vault.ts'
import type { Endpoint } from './webhook/index.ts'

/** Where the address, the headers and the secrets of a webhook are sealed to. */
export const endpointPlace = (settings: Settings, { id, tenant }: { id: ID; tenant: ID }) =>
  placeOf({ settings, field: 'webhook.sealed', tenant, document: id })

type Args = {
  payload: Payload
  settings: Settings
  channel: Pick<Channel, 'id' | 'tenant' | 'name' | 'webhook'>
}

/** How the receiver of a webhook is reached, or why that cannot be told. */
export const openEndpoint = (args: Args): { endpoint: Endpoint } | { reason: Reason } => {
  const { payload, settings, channel } = args
  const sealed = channel.webhook?.sealed
  if (!sealed) {
    return {
      reason: {
        code: 'CHANNEL_NOT_SET_UP',
        message: `${channel.name} has no address yet. Connect it on its page; it goes out by itself then.`,
      },
    }
  }
  try {
    const text = unseal(sealed, endpointPlace(settings, channel), settings.encryptionKeys)
    return { endpoint: JSON.parse(text) as Endpoint }
  } catch (err) {
    payload.logger.error({
      err,
      msg: 'The address of a webhook cannot be read.',
      channel: channel.id,
    })
    return {
      reason: {
        code: 'CONNECTION_UNREADABLE',
        message: `The address of ${channel.name} cannot be decrypted. Put the key it was encrypted with back into the ring, or connect it anew; then publish this now.`,
      },
    }
  }
}
