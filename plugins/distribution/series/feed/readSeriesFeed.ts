import { createHash } from 'node:crypto'
import type { Payload, PayloadRequest } from 'payload'
import type { MediaFile } from '../../channels/adapter.ts'
import { composeItem, type FeedFacts, type PublishedItem } from '../../channels/feed/index.ts'
import { feedRoot } from '../../channels/feedAddresses.ts'
import { readMedia } from '../../media/openMedia.ts'
import { type ID, poolOf } from '../../model/database.ts'
import { nameOfFeedFile } from '../../model/feedItems.ts'
import { stampFeed } from '../../model/feedStamps.ts'
import { settingsOf } from '../../settings.ts'
import { type FlownItem, readFlownItems } from './flownItems.ts'
import { seriesFeedAddresses } from './seriesFeedUrl.ts'

/** So many of the newest items stand in the feed. */
const limit = 50

type Args = {
  payload: Payload
  series: { id: ID; tenant: ID; name: string; slug: string; feedRenewals?: number | null }
}

const read = ({ payload, series }: Args): Promise<FlownItem[]> =>
  readFlownItems({ db: poolOf(payload), tenant: series.tenant, series: series.id, limit })

const filesOf = (flown: FlownItem[]): ID[] => flown.flatMap(({ content }) => content.media)

/** The ids of the files of what stands in the feed of a series now. */
export const filesOfSeriesFeed = async (args: Args): Promise<Set<string>> =>
  new Set(filesOf(await read(args)).map(String))

/** The feed of a series as it stands, and since when it does. A file that was removed is left out. */
export const readSeriesFeed = async (
  args: Args & { token: string; req: PayloadRequest; now: Date },
): Promise<{ facts: FeedFacts; items: PublishedItem[] }> => {
  const { payload, series, token, req, now } = args
  const settings = settingsOf(payload)
  const flown = await read(args)
  const there = await readMedia({
    ...{ payload, settings, req, tenant: series.tenant },
    ids: [...new Set(filesOf(flown))],
  })
  const known = new Map(there.map((file) => [file.id, file]))
  const toFile = ({ id, mimeType, bytes, alt }: MediaFile) => ({
    url: `${feedRoot(payload, token, 'series-feeds')}/media/${nameOfFeedFile(id, mimeType)}`,
    ...{ mimeType, bytes, alt: alt ?? null },
  })
  const items = flown.map(({ item, at, content }) => {
    const media = content.media.flatMap((id) => known.get(String(id)) ?? [])
    const { title, text, link } = content
    return {
      ...composeItem({ title, text, link, media }, toFile),
      id: `urn:postyard:series:${series.id}:item:${item}`,
      publishedAt: at,
    }
  })
  const facts = {
    id: `urn:postyard:series:${series.id}`,
    title: series.name,
    description: series.name,
    link: settings.serverUrl,
    addresses: seriesFeedAddresses(args),
  }
  const updated = await stampFeed({
    db: poolOf(payload),
    tenant: series.tenant,
    // Feeds of channels are kept there by the channel's id.
    channel: `series:${series.id}`,
    digest: createHash('sha256').update(JSON.stringify({ facts, items })).digest('base64url'),
    now,
  })
  return { facts: { ...facts, updated }, items }
}
