import { findNothingLeft, type Hindrance } from '../plan/series/findHindrance.ts'
import type { SeriesAnswer } from './operations/readSeries.ts'

/** What of a series says whether it wants a person. */
export type Needing = Pick<
  SeriesAnswer,
  | 'isPaused'
  | 'goneAt'
  | 'attention'
  | 'problem'
  | 'channels'
  | 'readAt'
  | 'count'
  | 'remaining'
  | 'aside'
  | 'repeatDays'
  | 'restsUntil'
>

/** Why nothing of a series can fly as far as its items go; undefined where something can, or its source was never read. */
export const lackOf = (one: Needing): Hindrance | undefined =>
  one.readAt === null || one.remaining > 0 ? undefined : findNothingLeft(one)

/**
 * What a series wants a person for, in a few words and a sentence; null where it flies as it should, is paused, or rests
 * until its items may go out again.
 */
export const needOf = (one: Needing): { word: string; why: string } | null => {
  if (one.isPaused) return null
  if (one.goneAt) {
    return { word: 'Gone', why: 'Its folder is gone. Put it back, or pause the series.' }
  }
  if (one.attention) return { word: 'Needs you', why: one.attention.message }
  if (one.problem) return { word: 'Source', why: one.problem.message }
  if (one.channels.length === 0) {
    return { word: 'No channel', why: 'It has no channel. Choose where it goes.' }
  }
  const lack = lackOf(one)
  return lack?.code === 'NOTHING_LEFT' ? { word: 'Nothing left', why: lack.message } : null
}
