import type { PayloadRequest } from 'payload'
import {
  type FeedFacts,
  type FeedFormat,
  feedFormats,
  type PublishedItem,
  renderFeed,
} from '../channels/feed/index.ts'
import { notFound } from '../errors.ts'
import type { ID } from '../id.ts'
import type { MediaRecord } from '../media/openMedia.ts'
import { answerFile } from '../media/serve/answerFile.ts'
import { etagOf, isUnchanged } from '../media/serve/conditions.ts'
import { sentFile } from '../media/serve/sentFile.ts'
import { settingsOf } from '../settings.ts'

/** For how long a reader need not ask again, in seconds. */
const keepSeconds = 300

/** Where the feed itself stands, and who tells readers of what is new (w3.org/TR/websub, section 4). */
const linksOf = ({ hub, addresses }: FeedFacts, format: FeedFormat): string | undefined =>
  hub && URL.canParse(hub)
    ? `<${new URL(hub).href}>; rel="hub", <${addresses[format]}>; rel="self"`
    : undefined

/**
 * The format that an address of a feed names.
 *
 * @throws NOT_FOUND
 */
export const formatOf = (req: PayloadRequest): FeedFormat => {
  const name = String(req.routeParams?.format ?? '')
  if (!(name in feedFormats)) throw notFound('feed')
  return name as FeedFormat
}

/** A feed as its readers get it, or that it has not changed since they got it. */
export const answerFeed = (args: {
  req: PayloadRequest
  format: FeedFormat
  facts: FeedFacts
  items: PublishedItem[]
  now: Date
}): Response => {
  const { req, format, facts, items, now } = args
  const body = renderFeed({ format, facts, items })
  const links = linksOf(facts, format)
  // No answer tells of a change that comes after it (RFC 9110, section 8.8.2.1).
  const modified = new Date(Math.min(facts.updated.getTime(), now.getTime()))
  const headers = new Headers({
    ...(links ? { link: links } : {}),
    'cache-control': `private, max-age=${keepSeconds}`,
    'content-type': feedFormats[format],
    etag: etagOf(body),
    'last-modified': modified.toUTCString(),
    'x-content-type-options': 'nosniff',
    // The address is a key: no page that somebody opens from here is told of it.
    'referrer-policy': 'no-referrer',
  })
  if (isUnchanged({ version: body, modified: facts.updated }, req.headers)) {
    headers.delete('content-type')
    return new Response(null, { status: 304, headers })
  }
  return new Response(req.method?.toUpperCase() === 'HEAD' ? null : body, { headers })
}

/**
 * A file of an item, for as long as the item stands in the feed.
 *
 * @throws NOT_FOUND
 */
export const answerFeedFile = async (args: {
  req: PayloadRequest
  tenant: ID
  /** The ids of the files of all that stands in the feed. */
  there: Set<string>
}): Promise<Response> => {
  const { req, tenant, there } = args
  const { payload } = req
  const settings = settingsOf(payload)
  const id = String(req.routeParams?.file ?? '').replace(/\.[\w+-]+$/, '')
  if (!there.has(id)) throw notFound('file')
  const { docs } = await payload.find({
    collection: settings.mediaSlug,
    where: { and: [{ id: { equals: id } }, { tenant: { equals: tenant } }] },
    depth: 0,
    limit: 1,
    req,
  })
  const record = docs[0] as unknown as MediaRecord | undefined
  const file = record && sentFile({ payload, settings, record, filename: record.filename })
  if (!file) throw notFound('file')
  return answerFile({
    file,
    request: req,
    cacheControl: 'private, max-age=86400',
    disposition: 'inline',
  })
}
