'use client'

import { lackOf, needOf } from '../../series/needOf.ts'
import type { SeriesAnswer } from '../../series/operations/readSeries.ts'
import { StateMark } from '../states/StateMark/index.tsx'

/** Where a series stands: as one state, one word, and the sentence that explains it. */
export const SeriesMark = ({ one }: { one: SeriesAnswer }) => {
  const need = needOf(one)
  const rest = lackOf(one)?.message
  const { state, word, why } = one.isPaused
    ? { state: 'held', word: 'Paused', why: one.pausedReason }
    : need
      ? { state: one.goneAt ? 'failed' : 'series', ...need }
      : rest
        ? { state: 'scheduled', word: 'Rests', why: rest }
        : one.mode === 'maintenance'
          ? { state: 'published', word: 'Full', why: null }
          : { state: 'scheduled', word: 'Growing', why: null }
  return (
    <div>
      <StateMark state={state} word={word} />
      {why ? <span className="postyard-table__aside">{why}</span> : null}
    </div>
  )
}
