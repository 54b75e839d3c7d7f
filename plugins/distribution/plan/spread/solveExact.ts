import type { Steps } from '../steps.ts'
import type { Item, Placement } from './placement.ts'
import type { Place } from './prepare.ts'
import { findSpan, isIn, nextIn, type Spans } from './spans.ts'

type Args = {
  places: readonly Place[]
  /** The least time between neighbours, ms. */
  gap: number
}

/** Steps of the search up to which it is made; about a tenth of a second. */
const mostSteps = 400_000

type Kind = { allowed: Spans; peak: Spans; members: number[] }

/** Accounts with the same instants are of one kind: they can change places. Undefined where there are too many kinds. */
function* findKinds(places: readonly Place[]): Steps<Kind[] | undefined> {
  const open = places.filter(({ allowed }) => allowed.length > 0).length
  // Were all of one kind, there would be the fewest states.
  if (2 * (open + 1) ** 2 > mostSteps) return undefined
  const most = Math.log2(mostSteps / (places.length + 1))
  const kinds = new Map<string, Kind>()
  for (const [index, { allowed, peak }] of places.entries()) {
    if (allowed.length === 0) continue
    if (index % 16 === 0) yield
    const key = `${allowed.join()} ${peak.join()}`
    const kind = kinds.get(key) ?? { allowed, peak, members: [] }
    kind.members.push(index)
    kinds.set(key, kind)
    if (kinds.size > most) return undefined
  }
  return [...kinds.values()]
}

const spanAt = (spans: Spans, at: number): { from: number; to: number } => {
  const index = findSpan(spans, at)
  return { from: spans[index] as number, to: spans[index + 1] as number }
}

/**
 * The best placement: most posts, and of those that place as many the most in peak hours. Exact, for real-valued times;
 * undefined where that takes too many steps.
 *
 * Dynamic programming over how many accounts of each kind have posted and how many of them in peak hours. Of all ways to
 * reach such a state only the one whose last post is earliest counts: what follows depends on that instant alone, and whatever
 * can follow a later one can follow it. The earliest next post of a kind is the first instant of its set a gap later, and
 * where that is not in peak hours the first that is; a later one is never better.
 */
export function* solveExact({ places, gap }: Args): Steps<Placement | undefined> {
  const kinds = yield* findKinds(places)
  if (!kinds) return undefined
  const count = kinds.reduce((sum, { members }) => sum + members.length, 0)
  const strides: number[] = []
  let states = 1
  for (const { members } of kinds) {
    strides.push(states)
    states *= members.length + 1
    if (states * (count + 1) * (kinds.length + 1) > mostSteps) return undefined
  }
  const width = count + 1
  const last = new Float64Array(states * width).fill(Number.POSITIVE_INFINITY)
  const cameBy = new Int32Array(states * width).fill(-1)
  last[0] = Number.NEGATIVE_INFINITY
  let best = { cell: 0, placed: 0, inPeak: 0 }
  for (let state = 0; state < states; state += 1) {
    if (state % 16 === 0) yield
    const had = kinds.map(
      ({ members }, kind) => Math.floor(state / (strides[kind] as number)) % (members.length + 1),
    )
    const placed = had.reduce((sum, one) => sum + one, 0)
    for (let inPeak = 0; inPeak <= placed; inPeak += 1) {
      const cell = state * width + inPeak
      const at = last[cell] as number
      if (at === Number.POSITIVE_INFINITY) continue
      if (placed > best.placed || (placed === best.placed && inPeak > best.inPeak)) {
        best = { cell, placed, inPeak }
      }
      kinds.forEach(({ allowed, peak, members }, kind) => {
        if (had[kind] === members.length) return
        const reach = (next: number, gained: number) => {
          const to = (state + (strides[kind] as number)) * width + inPeak + gained
          if (next >= (last[to] as number)) return
          last[to] = next
          cameBy[to] = 2 * kind + gained
        }
        const next = nextIn(allowed, at + gap)
        const isPeak = isIn(peak, next)
        reach(next, isPeak ? 1 : 0)
        if (!isPeak) reach(nextIn(peak, at + gap), 1)
      })
    }
  }
  const items: Item[] = []
  const left = kinds.map(({ members }) => [...members])
  for (let { cell } = best; (cameBy[cell] as number) >= 0; ) {
    const by = cameBy[cell] as number
    const kind = by >> 1
    const isPeak = by % 2 === 1
    const { allowed, peak } = kinds[kind] as Kind
    const place = (left[kind] as number[]).pop() as number
    items.push({ place, isPeak, ...spanAt(isPeak ? peak : allowed, last[cell] as number) })
    cell -= (strides[kind] as number) * width + (isPeak ? 1 : 0)
  }
  const { placed, inPeak } = best
  return { items: items.reverse(), inPeak, atMost: placed, peakAtMost: inPeak }
}
