import type { SeriesFacts, Skipped } from './facts.ts'

/** A reason with its stable code, and a sentence for a person. */
export type Hindrance = Pick<Skipped, 'code' | 'message'>

type Standing = Pick<SeriesFacts, 'isGone' | 'isPaused' | 'pausedReason' | 'channels'>

/** Why a series does not fly at all, whatever it has to bring; undefined where it does. `channels`: those that may take something. */
export const findHindrance = (one: Standing): Hindrance | undefined => {
  if (one.isGone) {
    return { code: 'SERIES_GONE', message: 'Its folder is gone. It flies again once that is back.' }
  }
  if (one.isPaused) {
    const why = one.pausedReason
      ? `: ${one.pausedReason.replace(/[.!?]?$/, (end) => end || '.')}`
      : '.'
    return { code: 'SERIES_PAUSED', message: `The series is paused${why}` }
  }
  if (one.channels > 0) return undefined
  return {
    code: 'NO_CHANNEL',
    message: 'No channel takes its items. Choose channels for the series.',
  }
}

type Store = Pick<SeriesFacts, 'count' | 'aside' | 'repeatDays'> & {
  /** The first day on which an item may fly again, `YYYY-MM-DD`; null where none will by itself. */
  restsUntil: string | null
}

/**
 * Why no item of a series can fly. `NOTHING_LEFT` wants a person: what was set aside is never said to be out. `SERIES_RESTS`
 * wants nobody: an item may go out again by itself, on a day that is told.
 */
export const findNothingLeft = ({ count, aside = 0, repeatDays, restsUntil }: Store): Hindrance => {
  const tell = (message: string): Hindrance => ({ code: 'NOTHING_LEFT', message })
  if (count === 0) return tell('It has no items yet. Add some.')
  if (aside >= count) {
    return tell(
      count === 1
        ? 'Its only item was set aside. Mend it, then put it back.'
        : `All of its ${count} items were set aside. Mend them, then put them back.`,
    )
  }
  const since = repeatDays ? ` in the last ${repeatDays} days` : ''
  const wereAside = `Of its ${count} items ${aside} ${aside === 1 ? 'was' : 'were'} set aside, and the others have gone out${since}.`
  const areOut = `All of its ${count} items have gone out${since}.`
  if (restsUntil !== null) {
    const message = `It rests until ${restsUntil}. ${aside > 0 ? wereAside : areOut}`
    return { code: 'SERIES_RESTS', message }
  }
  if (aside > 0) return tell(`${wereAside} Mend those and put them back, or add some.`)
  return tell(`${areOut} ${repeatDays ? 'Add some.' : 'Add some, or let them go out again.'}`)
}

/** The day on which an item of a series may fly again by itself, where none can now, `YYYY-MM-DD`; else null. */
export const restsUntil = ({
  remaining,
  returns,
}: Pick<SeriesFacts, 'remaining' | 'returns'>): string | null =>
  remaining > 0 ? null : (returns?.[0]?.day ?? null)

/** Why no item of a series can fly as it is now; undefined where one can. */
export const findLack = (one: SeriesFacts): Hindrance | undefined =>
  one.remaining > 0 ? undefined : findNothingLeft({ ...one, restsUntil: restsUntil(one) })
