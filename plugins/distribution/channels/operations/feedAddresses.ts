import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { feedToken } from '../../security/feedToken.ts'
import { feedAddresses as addressesOf } from '../feedAddresses.ts'
import { ownedChannel } from '../ownedChannel.ts'

export const feedAddresses = defineOperation({
  name: 'channels.feedAddresses',
  summary:
    'Tells where a feed is read, as RSS 2.0, Atom and JSON Feed. Whoever has an address can read the feed, so each is to be handed on with care.',
  route: { method: 'get', path: '/channels/{id}/feed-addresses' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    channel: idOutput,
    rss: z.url(),
    atom: z.url(),
    json: z.url(),
  }),
  permission: 'channels.read',
  errors: ['CHANNEL_OF_OTHER_KIND'],
  examples: {
    usual: {
      input: { id: exampleIds.channel },
      output: {
        channel: exampleIds.channel,
        rss: `https://postyard.example/api/feeds/${exampleIds.channel}.c2lnbmVk/rss.xml`,
        atom: `https://postyard.example/api/feeds/${exampleIds.channel}.c2lnbmVk/atom.xml`,
        json: `https://postyard.example/api/feeds/${exampleIds.channel}.c2lnbmVk/feed.json`,
      },
    },
  },
  isReadOnly: true,
  run: async ({ id }, context) => {
    const { payload, settings } = context
    const channel = await ownedChannel({ context, id, kind: 'feed', permission: 'channels.read' })
    const token = feedToken({
      channel: channel.id,
      renewals: channel.feed?.renewals ?? 0,
      secret: settings.linkSecret,
    })
    const addresses = addressesOf(payload, token)
    return {
      channel: channel.id,
      rss: addresses['rss.xml'],
      atom: addresses['atom.xml'],
      json: addresses['feed.json'],
    }
  },
})
