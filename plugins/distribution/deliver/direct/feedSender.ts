import { composeItem } from '../../channels/feed/index.ts'
import { putFeedItem } from '../../model/feedItems.ts'
import type { Sender } from './sender.ts'

/** Puts a post into a feed of ours. Nothing leaves the house: it is live as soon as it stands there. */
export const feedSender: Sender = {
  longestMs: () => 10_000,
  open: async () => ({
    kind: 'opened',
    send: async ({ loaded, content, now }) => {
      const item = composeItem(content, ({ id, mimeType, bytes, alt }) => ({
        ...{ id, mimeType, bytes },
        alt: alt ?? null,
      }))
      await putFeedItem({ db: loaded.db, delivery: loaded.row, item, now: now() })
      return {
        outcome: {
          kind: 'published',
          message: 'It stands in the feed.',
          externalId: `urn:postyard:delivery:${loaded.row.id}`,
          answer: {},
        },
      }
    },
  }),
}
