import type { Endpoint, PayloadHandler, PayloadRequest } from 'payload'
import { type FeedFacts, type FeedFormat, feedFormats, renderFeed } from '../channels/feed/index.ts'
import { feedAddresses } from '../channels/feedAddresses.ts'
import { filesOfFeed, readFeed } from '../deliver/direct/readFeed.ts'
import { notFound } from '../errors.ts'
import type { MediaRecord } from '../media/openMedia.ts'
import { answerFile } from '../media/serve/answerFile.ts'
import { etagOf, isUnchanged } from '../media/serve/conditions.ts'
import { sentFile } from '../media/serve/sentFile.ts'
import type { Channel } from '../model/channel.ts'
import { parseId } from '../model/database.ts'
import { answerError } from '../problem.ts'
import { channelOfToken, isFeedToken } from '../security/feedToken.ts'
import { settingsOf } from '../settings.ts'

/** For how long a reader need not ask again, in seconds. */
const keepSeconds = 300

/** The feed whose address this is. An address that was renewed is nobody's any more. */
const openFeed = async (req: PayloadRequest): Promise<{ channel: Channel; token: string }> => {
  const { payload } = req
  const settings = settingsOf(payload)
  const token = String(req.routeParams?.token ?? '')
  const id = parseId(payload, channelOfToken(token))
  if (id === undefined) throw notFound('feed')
  const channel = (await payload.findByID({
    collection: settings.slugs.channels,
    id,
    depth: 0,
    disableErrors: true,
    req,
  })) as unknown as Channel | null
  const isOurs =
    channel?.kind === 'feed' &&
    channel.state !== 'removed' &&
    isFeedToken(token, {
      channel: id,
      renewals: channel.feed?.renewals ?? 0,
      secret: settings.linkSecret,
    })
  if (!isOurs) throw notFound('feed')
  return { channel, token }
}

/** Where the feed itself stands, and who tells readers of what is new (w3.org/TR/websub, section 4). */
const linksOf = ({ hub, addresses }: FeedFacts, format: FeedFormat): string | undefined =>
  hub && URL.canParse(hub)
    ? `<${new URL(hub).href}>; rel="hub", <${addresses[format]}>; rel="self"`
    : undefined

const isFormat = (name: string): name is FeedFormat => name in feedFormats

const sendFeed: PayloadHandler = async (req) => {
  try {
    const { payload } = req
    const format = String(req.routeParams?.format ?? '')
    if (!isFormat(format)) throw notFound('feed')
    const { channel, token } = await openFeed(req)
    const addresses = feedAddresses(payload, token)
    const now = new Date()
    const { facts, items } = await readFeed({ payload, channel, addresses, token, req, now })
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
  } catch (error) {
    return answerError(error, req)
  }
}

/** A file of an item, for as long as the item stands in the feed. */
const sendFile: PayloadHandler = async (req) => {
  try {
    const { payload } = req
    const settings = settingsOf(payload)
    const { channel } = await openFeed(req)
    const id = String(req.routeParams?.file ?? '').replace(/\.[\w+-]+$/, '')
    const isThere = (await filesOfFeed({ payload, channel })).has(id)
    if (!isThere) throw notFound('file')
    const { docs } = await payload.find({
      collection: settings.mediaSlug,
      where: { and: [{ id: { equals: id } }, { tenant: { equals: channel.tenant } }] },
      depth: 0,
      limit: 1,
      req,
    })
    const record = docs[0] as unknown as MediaRecord | undefined
    const file = record && sentFile({ payload, settings, record, filename: record.filename })
    if (!file) throw notFound('file')
    return await answerFile({
      file,
      request: req,
      cacheControl: 'private, max-age=86400',
      disposition: 'inline',
    })
  } catch (error) {
    return answerError(error, req)
  }
}

/** Feeds and their files, for whoever has the address. */
export const feedEndpoints: Endpoint[] = (['get', 'head'] as const).flatMap((method) => [
  { path: '/feeds/:token/:format', method, handler: sendFeed },
  { path: '/feeds/:token/media/:file', method, handler: sendFile },
])
