/** What a draft was given as its time, and what Postiz shows: both in epoch ms. */
type Pair = { given: number; kept: number }

const minute = 60_000

/** All zones lie whole quarters of an hour from UTC. */
const quarter = 15 * minute

/** An edit inside Postiz drops the milliseconds, and the bound of a range its seconds. */
const tolerance = 2_000

/**
 * By how many minutes Postiz keeps times other than they were given: 0 where it keeps them, undefined where that cannot
 * be said: nothing to compare, or drafts that a person has moved there.
 */
export const findTimeShift = (pairs: Pair[]): number | undefined => {
  const shifts = pairs.map(({ given, kept }) => {
    const off = kept - given
    // Zero has a sign, and nothing is no shift.
    const whole = Math.round(off / quarter) * quarter || 0
    return Math.abs(off - whole) <= tolerance ? whole / minute : undefined
  })
  const [first] = shifts
  return shifts.every((shift) => shift === first) ? first : undefined
}
