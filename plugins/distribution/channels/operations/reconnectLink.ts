import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import type { Channel } from '../../model/channel.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { createPostizClient } from '../postiz/index.ts'
import { readConnection, readTenant } from '../readConnection.ts'

/** A page of the platform (https), or one of the very Postiz that is connected. */
const isSafe = (url: string, baseUrl: string): boolean =>
  URL.canParse(url) &&
  (new URL(url).protocol === 'https:' || new URL(url).origin === new URL(baseUrl).origin)

export const reconnectLink = defineOperation({
  name: 'channels.reconnectLink',
  summary:
    'Asks Postiz for the page on which a person connects the account of a channel anew, for one that is disabled or has lost its access.',
  route: { method: 'post', path: '/channels/{id}/reconnect-link' },
  input: z.strictObject({ id: idInput }),
  output: z.object({ url: z.url({ protocol: /^https?$/ }) }),
  permission: 'channels.connect',
  errors: ['CHANNEL_NOT_POSTIZ', 'POSTIZ_NOT_CONNECTED', 'POSTIZ_REFUSED', 'POSTIZ_UNREACHABLE'],
  isReadOnly: true,
  isOutward: true,
  examples: {
    usual: {
      input: { id: exampleIds.postizChannel },
      output: { url: 'https://postiz.example/integrations/social/instagram' },
    },
  },
  run: async ({ id }, context) => {
    const { payload, settings, req } = context
    const channel = await findOwned<Channel>({
      context,
      collection: 'channels',
      id,
      permission: 'channels.connect',
      what: 'channel',
    })
    if (channel.kind !== 'postiz') {
      throw new DistributionError(
        'CHANNEL_NOT_POSTIZ',
        `${channel.name} is not reached through Postiz, so there is nothing to connect.`,
      )
    }
    const tenant = await readTenant({ payload, settings, tenant: channel.tenant, req })
    const connection = readConnection({ payload, settings, tenant })
    if (!connection) {
      throw new DistributionError(
        'POSTIZ_NOT_CONNECTED',
        `${tenant.name} is not connected to Postiz. Connect it first.`,
      )
    }
    const found = await createPostizClient(connection).findConnectPage({
      platform: channel.platform,
    })
    if (!found.ok) {
      const isAnswered = found.fault.statusCode !== undefined && found.fault.statusCode < 500
      throw new DistributionError(
        isAnswered ? 'POSTIZ_REFUSED' : 'POSTIZ_UNREACHABLE',
        found.fault.message,
      )
    }
    if (!isSafe(found.value, connection.baseUrl)) {
      throw new DistributionError(
        'POSTIZ_REFUSED',
        'Postiz names a page that is not safe to open (no https). Connect the account in Postiz itself.',
      )
    }
    return { url: found.value }
  },
})
