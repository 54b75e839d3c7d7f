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

type Store = Pick<SeriesFacts, 'count' | 'aside' | 'repeatDays'>

/** Why a series of which no item can fly has nothing left: what was set aside is never said to be out. */
export const findNothingLeft = ({ count, aside = 0, repeatDays }: Store): Hindrance => {
  const tell = (message: string): Hindrance => ({ code: 'NOTHING_LEFT', message })
  if (count === 0) return tell('It has no items yet.')
  if (aside >= count) {
    return tell(
      count === 1
        ? 'Its only item was set aside. Mend it, then put it back.'
        : `All of its ${count} items were set aside. Mend them, then put them back.`,
    )
  }
  const since = repeatDays ? ` in the last ${repeatDays} days` : ''
  const rest = repeatDays ? 'Add some.' : 'Add some, or let them go out again.'
  return tell(
    aside > 0
      ? `Of its ${count} items ${aside} ${aside === 1 ? 'was' : 'were'} set aside, and the others have gone out${since}. Mend those and put them back, or add some.`
      : `All of its ${count} items have gone out${since}. ${rest}`,
  )
}
