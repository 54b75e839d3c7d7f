import type { Payload } from 'payload'
import { settingsOf } from '../settings.ts'
import { type FeedFormat, feedFormats } from './feed/index.ts'

/** Below which folder of the API feeds stand: those of channels, and those of series. */
type Folder = 'feeds' | 'series-feeds'

/** The address below which a feed and its files stand. */
export const feedRoot = (payload: Payload, token: string, folder: Folder = 'feeds'): string =>
  `${settingsOf(payload).serverUrl}${payload.config.routes.api}/${folder}/${token}`

/** Where a feed is read in each of its formats. */
export const feedAddresses = (
  payload: Payload,
  token: string,
  folder: Folder = 'feeds',
): Record<FeedFormat, string> =>
  Object.fromEntries(
    Object.keys(feedFormats).map((name) => [name, `${feedRoot(payload, token, folder)}/${name}`]),
  ) as Record<FeedFormat, string>
