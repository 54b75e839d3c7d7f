import type { Payload } from 'payload'
import type { ID } from '../../model/database.ts'
import type { SeriesSource } from '../../model/series.ts'
import { settingsOf } from '../../settings.ts'
import type { SourceRead } from './foundItem.ts'
import { type FeedMarks, readFeedSource } from './readFeedSource.ts'
import { readFolder } from './readFolder.ts'
import { readQuery } from './readQuery.ts'

/** What a look at a source brought; of a feed with its address, and what it said of itself. */
export type Found = { read: SourceRead; marks?: FeedMarks; url?: string }

/** What is in a source now, whatever its kind. `marks`: a feed is only sent where it has changed since. */
export const readSource = async (args: {
  payload: Payload
  tenant: ID
  source: SeriesSource | null
  marks?: FeedMarks | undefined
  signal?: AbortSignal
}): Promise<Found> => {
  const { payload, tenant, source, marks, signal } = args
  const { series, receivers, webhookTimeoutMs: timeoutMs } = settingsOf(payload)
  if (source === null) {
    const message = 'It has no source. Give it one.'
    return { read: { kind: 'broken', code: 'SOURCE_BROKEN', message } }
  }
  switch (source.kind) {
    case 'folder':
      return { read: await readFolder({ contentRoot: series.contentRoot, path: source.path }) }
    case 'feed':
      return {
        ...(await readFeedSource({
          ...{ url: source.url, marks, reach: receivers, timeoutMs },
          ...(signal ? { signal } : {}),
        })),
        url: source.url,
      }
    default:
      return { read: await readQuery({ payload, tenant, source }) }
  }
}
