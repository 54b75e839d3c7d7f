import type { Steps } from '../steps.ts'
import type { Place } from './prepare.ts'
import type { SpreadTime } from './problem.ts'
import { isIn } from './spans.ts'

type Args = {
  /** Of all accounts. */
  places: readonly Place[]
  /** In order of time. */
  times: readonly SpreadTime[]
  /** Accounts that are to be among the first, by id. */
  first: readonly string[]
}

/**
 * Gives the earliest instants to those who are to be first, by exchanging two accounts at a time: the instants stay, so the
 * gaps do, each of the two may post at the other's, and no fewer are in peak hours than before.
 */
export function* putFirst({ places, times, first }: Args): Steps<SpreadTime[]> {
  const wanted = new Set(first)
  const placeOf = new Map(places.map((place) => [place.id, place]))
  const put = [...times]
  const at = (id: string, instant: number): SpreadTime | undefined => {
    const place = placeOf.get(id)
    if (!place || !isIn(place.allowed, instant)) return undefined
    return { id, at: instant, isPeak: isIn(place.peak, instant) }
  }
  const inPeak = (...some: SpreadTime[]) => some.filter(({ isPeak }) => isPeak).length
  const waiting = put.flatMap(({ id }, index) => (wanted.has(id) ? [index] : []))
  for (const [early, now] of put.entries()) {
    yield
    if (wanted.has(now.id)) {
      if (waiting[0] === early) waiting.shift()
      continue
    }
    for (const [index, late] of waiting.entries()) {
      const then = put[late] as SpreadTime
      const [earlier, later] = [at(then.id, now.at), at(now.id, then.at)]
      if (!earlier || !later || inPeak(earlier, later) < inPeak(now, then)) continue
      put[early] = earlier
      put[late] = later
      waiting.splice(index, 1)
      break
    }
  }
  return put
}
