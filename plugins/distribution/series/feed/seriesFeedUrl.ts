import type { Payload } from 'payload'
import type { FeedFormat } from '../../channels/feed/index.ts'
import { feedAddresses } from '../../channels/feedAddresses.ts'
import type { ID } from '../../id.ts'
import { feedToken } from '../../security/feedToken.ts'
import { settingsOf } from '../../settings.ts'

type Args = {
  payload: Payload
  series: {
    id: ID
    /** How often its addresses were renewed. */
    feedRenewals?: number | null
  }
}

/** Where a series is read as a feed, in each of its formats. Whoever has an address can read it. */
export const seriesFeedAddresses = ({ payload, series }: Args): Record<FeedFormat, string> => {
  const token = feedToken({
    series: series.id,
    renewals: series.feedRenewals ?? 0,
    secret: settingsOf(payload).linkSecret,
  })
  return feedAddresses(payload, token, 'series-feeds')
}

/** Where a series is read as RSS. */
export const seriesFeedUrl = (args: Args): string => seriesFeedAddresses(args)['rss.xml']
