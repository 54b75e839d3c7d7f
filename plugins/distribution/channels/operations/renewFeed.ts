import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { ownedChannel } from '../ownedChannel.ts'

export const renewFeed = defineOperation({
  name: 'channels.renewFeed',
  summary:
    'Gives a feed new addresses, where an old one came into wrong hands. The old ones and the files behind them are gone at once, for all readers.',
  route: { method: 'post', path: '/channels/{id}/renew-feed' },
  input: z.strictObject({ id: idInput }),
  output: z.object({ channel: idOutput, renewals: z.number().int() }),
  permission: 'channels.connect',
  errors: ['CHANNEL_OF_OTHER_KIND'],
  examples: {
    usual: {
      input: { id: exampleIds.channel },
      output: { channel: exampleIds.channel, renewals: 1 },
    },
  },
  run: async ({ id }, context) => {
    const { payload, settings, req } = context
    const channel = await ownedChannel({ context, id, kind: 'feed' })
    const renewals = (channel.feed?.renewals ?? 0) + 1
    await payload.update({
      collection: settings.slugs.channels,
      id: channel.id,
      data: { feed: { ...channel.feed, renewals } } as never,
      depth: 0,
      req,
    })
    return { channel: channel.id, renewals }
  },
})
