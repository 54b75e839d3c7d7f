import type { SeriesAnswer } from './operations/readSeries.ts'

type One = Pick<
  SeriesAnswer,
  'isPaused' | 'goneAt' | 'attention' | 'problem' | 'channels' | 'readAt' | 'count' | 'remaining'
>

/** What a series wants a person for, in a few words and a sentence; null where it flies as it should, or is paused. */
export const needOf = (one: One): { word: string; why: string } | null => {
  if (one.isPaused) return null
  if (one.goneAt) {
    return { word: 'Gone', why: 'Its folder is gone. Put it back, or pause the series.' }
  }
  if (one.attention) return { word: 'Needs you', why: one.attention.message }
  if (one.problem) return { word: 'Source', why: one.problem.message }
  if (one.channels.length === 0) {
    return { word: 'No channel', why: 'It has no channel. Choose where it goes.' }
  }
  if (one.readAt === null || one.remaining > 0) return null
  const why =
    one.count === 0
      ? 'Its source has no items yet. Add some.'
      : `All of its ${one.count} items have gone out. Add some, or let them go out again.`
  return { word: 'Nothing left', why }
}
