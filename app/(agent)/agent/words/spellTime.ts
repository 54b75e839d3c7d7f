import type { Words } from './index.ts'

type Args = {
  /** An instant, as text in ISO 8601 or in milliseconds UTC. */
  at: string | number
  /** In milliseconds UTC. */
  now: number
  words: Pick<Words, 'locale' | 'dayAndTime'>
  /** The time zone (IANA) of whom it is for; the phone's own where it is left out. */
  zone?: string
}

const day = 24 * 60 * 60_000

/** The day of an instant in a zone, as a count of days. */
const dayOf = (instant: number, timeZone: string | undefined): number => {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(instant)
  const read = (type: 'year' | 'month' | 'day') =>
    Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(read('year'), read('month') - 1, read('day')) / day
}

/** A time of day: "14:30"; of another day with its name, "Mon 14:30", and further off with its date, "3 Dec 14:30". */
export const spellTime = ({ at, now, words, zone }: Args): string => {
  const instant = new Date(at).getTime()
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(words.locale, { timeZone: zone, ...options }).format(instant)
  const time = write({ hour: '2-digit', minute: '2-digit' })
  const daysApart = Math.abs(dayOf(instant, zone) - dayOf(now, zone))
  if (daysApart === 0) return time
  const isNear = daysApart < 7
  return words.dayAndTime({
    day: write(isNear ? { weekday: 'short' } : { day: 'numeric', month: 'short' }),
    time,
  })
}
