import { createHash } from 'node:crypto'
import type { Payload, PayloadRequest } from 'payload'
import type { FeedFacts, FeedFormat, PublishedItem } from '../../channels/feed/index.ts'
import { feedRoot } from '../../channels/feedAddresses.ts'
import { readMedia } from '../../media/openMedia.ts'
import type { Channel } from '../../model/channel.ts'
import { type ID, parseId, poolOf } from '../../model/database.ts'
import { nameOfFeedFile, readFeedItems } from '../../model/feedItems.ts'
import { stampFeed } from '../../model/feedStamps.ts'
import { settingsOf } from '../../settings.ts'

const defaultLimit = 50

const limitOf = ({ feed }: Pick<Channel, 'feed'>): number => feed?.limit ?? defaultLimit

/** All that a feed says, in few characters. */
const digestOf = (said: object): string =>
  createHash('sha256').update(JSON.stringify(said)).digest('base64url')

type Args = { payload: Payload; channel: Channel }

/** The ids of the files of what stands in a feed now. */
export const filesOfFeed = async ({ payload, channel }: Args): Promise<Set<string>> => {
  const items = await readFeedItems({
    db: poolOf(payload),
    tenant: channel.tenant,
    channel: channel.id,
    limit: limitOf(channel),
  })
  return new Set(items.flatMap(({ item }) => item.files.map(({ id }) => id)))
}

/** A feed as it stands, and since when it does. A file that was removed is left out. */
export const readFeed = async (
  args: Args & {
    addresses: Record<FeedFormat, string>
    token: string
    req: PayloadRequest
    now: Date
  },
): Promise<{ facts: FeedFacts; items: PublishedItem[] }> => {
  const { payload, channel, addresses, token, req, now } = args
  const settings = settingsOf(payload)
  const { feed } = channel
  const found = await readFeedItems({
    db: poolOf(payload),
    tenant: channel.tenant,
    channel: channel.id,
    limit: limitOf(channel),
  })
  const ids = [...new Set(found.flatMap(({ item }) => item.files.map(({ id }) => id)))]
  const there = await readMedia({
    payload,
    settings,
    tenant: channel.tenant,
    ids: ids.flatMap((id): ID[] => {
      const parsed = parseId(payload, id)
      return parsed === undefined ? [] : [parsed]
    }),
    req,
  })
  const known = new Set(there.map(({ id }) => id))
  const title = feed?.title || channel.name
  const facts = {
    id: `urn:postyard:channel:${channel.id}`,
    title,
    description: feed?.description || title,
    link: feed?.link || settings.serverUrl,
    language: feed?.language,
    hub: feed?.hub,
    addresses,
  }
  const items = found.map(({ delivery, published_at: publishedAt, item }) => ({
    ...item,
    canonicalLink: item.canonicalLink ?? null,
    id: `urn:postyard:delivery:${delivery}`,
    publishedAt,
    files: item.files
      .filter(({ id }) => known.has(id))
      .map(({ id, mimeType, bytes, alt }) => ({
        url: `${feedRoot(payload, token)}/media/${nameOfFeedFile(id, mimeType)}`,
        ...{ mimeType, bytes, alt },
      })),
  }))
  const updated = await stampFeed({
    db: poolOf(payload),
    tenant: channel.tenant,
    channel: channel.id,
    digest: digestOf({ facts, items }),
    now,
  })
  return { facts: { ...facts, updated }, items }
}
