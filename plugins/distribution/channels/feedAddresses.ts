import type { Payload } from 'payload'
import { settingsOf } from '../settings.ts'
import { type FeedFormat, feedFormats } from './feed/index.ts'

/** The address below which a feed and its files stand. */
export const feedRoot = (payload: Payload, token: string): string =>
  `${settingsOf(payload).serverUrl}${payload.config.routes.api}/feeds/${token}`

/** Where a feed is read in each of its formats. */
export const feedAddresses = (payload: Payload, token: string): Record<FeedFormat, string> =>
  Object.fromEntries(
    Object.keys(feedFormats).map((name) => [name, `${feedRoot(payload, token)}/${name}`]),
  ) as Record<FeedFormat, string>
