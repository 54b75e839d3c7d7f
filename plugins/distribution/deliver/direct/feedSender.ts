import type { Answer } from '../../channels/adapter.ts'
import { composeItem, type Told, tellHub } from '../../channels/feed/index.ts'
import { feedAddresses } from '../../channels/feedAddresses.ts'
import { putFeedItem } from '../../model/feedItems.ts'
import { feedToken } from '../../security/feedToken.ts'
import type { Loaded } from '../loadDelivery.ts'
import type { Sender } from './sender.ts'

/** Tells the hub of a feed that something new stands there; undefined where it has none. */
const tell = async (loaded: Loaded, signal: AbortSignal | undefined): Promise<Told | undefined> => {
  const { payload, settings, channel } = loaded
  const { hub, renewals } = channel.feed ?? {}
  if (!hub) return undefined
  const secret = settings.linkSecret
  const token = feedToken({ channel: channel.id, renewals: renewals ?? 0, secret })
  const topics = Object.values(feedAddresses(payload, token))
  return tellHub({ hub, topics, reach: settings.receivers, signal })
}

const stands = 'It stands in the feed.'

const report = (told: Told | undefined): { message: string; answer: Answer } => {
  if (!told) return { message: stands, answer: {} }
  const { isTaken, statusCode, errorCode } = told
  const answer = { meta: { hub: { statusCode, errorCode } } }
  if (isTaken) return { message: `${stands} Its hub was told.`, answer }
  const why = statusCode === undefined ? errorCode : `status ${statusCode}`
  return {
    message: `${stands} Its hub was not told (${why}), so readers find it when they look next.`,
    answer,
  }
}

/** Puts a post into a feed of ours. It is live as soon as it stands there, whatever the hub says that is told of it. */
export const feedSender: Sender = {
  longestMs: () => 10_000,
  open: async () => ({
    kind: 'opened',
    send: async ({ loaded, content, now, signal }) => {
      const item = composeItem(content, ({ id, mimeType, bytes, alt }) => ({
        ...{ id, mimeType, bytes },
        alt: alt ?? null,
      }))
      await putFeedItem({ db: loaded.db, delivery: loaded.row, item, now: now() })
      const { message, answer } = report(await tell(loaded, signal))
      const externalId = `urn:postyard:delivery:${loaded.row.id}`
      return { outcome: { kind: 'published', message, externalId, answer } }
    },
  }),
}
