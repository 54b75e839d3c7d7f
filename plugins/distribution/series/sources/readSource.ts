import type { Payload } from 'payload'
import type { ID } from '../../model/database.ts'
import type { SeriesSource } from '../../model/series.ts'
import { settingsOf } from '../../settings.ts'
import type { SourceRead } from './foundItem.ts'
import { type FeedMarks, readFeedSource } from './readFeedSource.ts'
import { readFolder } from './readFolder.ts'
import { readQuery } from './readQuery.ts'

/** What is in a source now, whatever its kind. `marks`: a feed is only sent where it has changed since. */
export const readSource = async (args: {
  payload: Payload
  tenant: ID
  source: SeriesSource
  marks?: FeedMarks | undefined
}): Promise<{ read: SourceRead; marks?: FeedMarks; url?: string }> => {
  const { payload, tenant, source, marks } = args
  const { series, receivers, webhookTimeoutMs: timeoutMs } = settingsOf(payload)
  switch (source.kind) {
    case 'folder':
      return { read: await readFolder({ contentRoot: series.contentRoot, path: source.path }) }
    case 'feed':
      return {
        ...(await readFeedSource({ url: source.url, marks, reach: receivers, timeoutMs })),
        url: source.url,
      }
    default:
      return { read: await readQuery({ payload, tenant, source }) }
  }
}
