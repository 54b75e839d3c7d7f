import type { Payload } from 'payload'
import type { ID } from '../../model/database.ts'
import type { FeedMarks } from './readFeedSource.ts'
import { type Found, readSource } from './readSource.ts'
import { within } from './sourceLimits.ts'
import type { SourceRow } from './sourceRows.ts'

type Args = { payload: Payload; tenant: ID }

/** What its feed said of itself, where it was read from the same address. */
const marksOf = ({ source, url, etag, modified }: SourceRow): FeedMarks | undefined =>
  source?.kind === 'feed' && url === source.url ? { etag, modified } : undefined

/** What is said of a source for which there was no time. */
const late = (code: 'SOURCE_SLOW' | 'SOURCE_NOT_REACHED', why: string): Found => ({
  read: {
    kind: 'broken',
    code,
    message: `${why} What was read before still flies; it is tried again each night.`,
  },
})

/** What is in a source, or that there was no time to read it: it keeps nothing from flying. */
export const readInTime = async (
  args: Args,
  row: SourceRow,
  time: { ms: number; night: AbortSignal },
): Promise<Found> => {
  if (time.night.aborted) {
    return late(
      'SOURCE_NOT_REACHED',
      'Other sources took so long that no time was left for this one.',
    )
  }
  const found = await within(time, (signal) =>
    readSource({ ...args, source: row.source, marks: marksOf(row), signal }),
  )
  return found ?? late('SOURCE_SLOW', 'Its source did not answer in time.')
}
