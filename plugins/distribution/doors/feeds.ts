import type { Endpoint, PayloadHandler, PayloadRequest } from 'payload'
import { feedAddresses } from '../channels/feedAddresses.ts'
import { filesOfFeed, readFeed } from '../deliver/direct/readFeed.ts'
import { notFound } from '../errors.ts'
import type { Channel } from '../model/channel.ts'
import { parseId } from '../model/database.ts'
import { answerError } from '../problem.ts'
import { isFeedToken, ownerOfToken } from '../security/feedToken.ts'
import { settingsOf } from '../settings.ts'
import { answerFeed, answerFeedFile, formatOf } from './answerFeed.ts'

/** The feed whose address this is. An address that was renewed is nobody's any more. */
const openFeed = async (req: PayloadRequest): Promise<{ channel: Channel; token: string }> => {
  const { payload } = req
  const settings = settingsOf(payload)
  const token = String(req.routeParams?.token ?? '')
  const id = parseId(payload, ownerOfToken(token))
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

const sendFeed: PayloadHandler = async (req) => {
  try {
    const { payload } = req
    const format = formatOf(req)
    const { channel, token } = await openFeed(req)
    const addresses = feedAddresses(payload, token)
    const now = new Date()
    const { facts, items } = await readFeed({ payload, channel, addresses, token, req, now })
    return answerFeed({ req, format, facts, items, now })
  } catch (error) {
    return answerError(error, req)
  }
}

/** A file of an item, for as long as the item stands in the feed. */
const sendFile: PayloadHandler = async (req) => {
  try {
    const { channel } = await openFeed(req)
    const there = await filesOfFeed({ payload: req.payload, channel })
    return await answerFeedFile({ req, tenant: channel.tenant, there })
  } catch (error) {
    return answerError(error, req)
  }
}

/** Feeds and their files, for whoever has the address. */
export const feedEndpoints: Endpoint[] = (['get', 'head'] as const).flatMap((method) => [
  { path: '/feeds/:token/:format', method, handler: sendFeed },
  { path: '/feeds/:token/media/:file', method, handler: sendFile },
])
