import type { Endpoint, PayloadHandler, PayloadRequest } from 'payload'
import { notFound } from '../errors.ts'
import { parseId } from '../model/database.ts'
import type { SeriesRecord } from '../model/series.ts'
import { answerError } from '../problem.ts'
import { isFeedToken, ownerOfToken } from '../security/feedToken.ts'
import { filesOfSeriesFeed, readSeriesFeed } from '../series/feed/readSeriesFeed.ts'
import { settingsOf } from '../settings.ts'
import { answerFeed, answerFeedFile, formatOf } from './answerFeed.ts'

/** The series whose feed has this address. */
const openSeries = async (
  req: PayloadRequest,
): Promise<{ series: SeriesRecord; token: string }> => {
  const { payload } = req
  const settings = settingsOf(payload)
  const token = String(req.routeParams?.token ?? '')
  const id = parseId(payload, ownerOfToken(token))
  if (id === undefined) throw notFound('feed')
  const series = (await payload.findByID({
    collection: settings.slugs.series,
    id,
    depth: 0,
    disableErrors: true,
    req,
  })) as unknown as SeriesRecord | null
  const secret = settings.linkSecret
  const isOurs =
    series && isFeedToken(token, { series: id, renewals: series.feedRenewals ?? 0, secret })
  if (!isOurs) throw notFound('feed')
  return { series, token }
}

const sendFeed: PayloadHandler = async (req) => {
  try {
    const { payload } = req
    const format = formatOf(req)
    const { series, token } = await openSeries(req)
    const now = new Date()
    const { facts, items } = await readSeriesFeed({ payload, series, token, req, now })
    return answerFeed({ req, format, facts, items, now })
  } catch (error) {
    return answerError(error, req)
  }
}

const sendFile: PayloadHandler = async (req) => {
  try {
    const { series } = await openSeries(req)
    const there = await filesOfSeriesFeed({ payload: req.payload, series })
    return await answerFeedFile({ req, tenant: series.tenant, there })
  } catch (error) {
    return answerError(error, req)
  }
}

/** Feeds of series and their files, for whoever has the address. */
export const seriesFeedEndpoints: Endpoint[] = (['get', 'head'] as const).flatMap((method) => [
  { path: '/series-feeds/:token/:format', method, handler: sendFeed },
  { path: '/series-feeds/:token/media/:file', method, handler: sendFile },
])
