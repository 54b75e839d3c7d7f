import type { Payload, PayloadRequest } from 'payload'
import type { FeedFacts, FeedFormat, PublishedItem } from '../../channels/feed/index.ts'
import { feedRoot } from '../../channels/feedAddresses.ts'
import { readMedia } from '../../media/openMedia.ts'
import type { Channel } from '../../model/channel.ts'
import { type ID, parseId, poolOf, rows, sql } from '../../model/database.ts'
import { readFeedItems } from '../../model/feedItems.ts'
import { settingsOf } from '../../settings.ts'

export type FeedChannel = Channel & { updatedAt: string }

const defaultLimit = 50

const limitOf = ({ feed }: Pick<Channel, 'feed'>): number => feed?.limit ?? defaultLimit

/** When it last changed: an item came, a post was binned or restored, or the feed says something else of itself. */
const readUpdated = async (payload: Payload, channel: FeedChannel): Promise<Date> => {
  const [found] = await rows<{ at: string | Date | null }>(
    poolOf(payload),
    sql`
      select greatest(max(i.published_at), max(p.updated_at)) as at
      from postyard_feed_items i left join postyard_posts p on p.id::text = i.post
      where i.channel = ${String(channel.id)} and i.tenant = ${String(channel.tenant)}`,
  )
  return new Date(
    Math.max(new Date(found?.at ?? 0).getTime(), new Date(channel.updatedAt).getTime()),
  )
}

type Args = { payload: Payload; channel: FeedChannel }

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

/** Whatever a reader takes the name for, it ends in the kind of file that it is. */
const nameOf = (id: string, mimeType: string): string => `${id}.${mimeType.split('/')[1] ?? 'bin'}`

/** A feed as it stands. A file that was removed is left out. */
export const readFeed = async (
  args: Args & { addresses: Record<FeedFormat, string>; token: string; req: PayloadRequest },
): Promise<{ facts: FeedFacts; items: PublishedItem[] }> => {
  const { payload, channel, addresses, token, req } = args
  const settings = settingsOf(payload)
  const { feed } = channel
  // Before the items: what comes in between is new to a reader the next time too.
  const updated = await readUpdated(payload, channel)
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
  return {
    facts: {
      id: `urn:postyard:channel:${channel.id}`,
      title,
      description: feed?.description || title,
      link: feed?.link || settings.serverUrl,
      language: feed?.language,
      hub: feed?.hub,
      updated,
      addresses,
    },
    items: found.map(({ delivery, published_at: publishedAt, item }) => ({
      ...item,
      id: `urn:postyard:delivery:${delivery}`,
      publishedAt,
      files: item.files
        .filter(({ id }) => known.has(id))
        .map(({ id, mimeType, bytes, alt }) => ({
          url: `${feedRoot(payload, token)}/media/${nameOf(id, mimeType)}`,
          ...{ mimeType, bytes, alt },
        })),
    })),
  }
}
