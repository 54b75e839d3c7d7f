import type { Steps } from '../steps.ts'
import { chooseTimes } from './chooseTimes.ts'
import { fillGaps, type Post } from './fillGaps.ts'
import type { Placement } from './placement.ts'
import type { Place, Prepared } from './prepare.ts'
import { solve } from './solve.ts'
import { isIn, joinSpans, meetSpans } from './spans.ts'

const hourMs = 60 * 60_000

type Args = Prepared & {
  /** The least time between neighbours, and the wished maximum, ms. */
  least: number
  most: number
  seed: string
  /** The best that was found at the least gap: it places all. */
  best: Placement
}

/** The posts of a plan in order of time, how many are in peak hours, and how many gaps are above the wished maximum. */
export type Chosen = { posts: Post[]; inPeak: number; misses: number }

/** The instants of a placement. */
function* time({ places, least, most, seed }: Args, { items }: Placement): Steps<Chosen> {
  const times = yield* chooseTimes({ items, least, most, seed })
  const posts = yield* fillGaps({
    ...{ places, least, most, seed },
    posts: items.map(({ place }, index) => ({ place, at: times[index] as number })),
  })
  const misses = posts.filter(({ at }, index) => at - (posts[index - 1]?.at ?? at) > most).length
  const inPeak = posts.filter(({ place, at }) => isIn((places[place] as Place).peak, at)).length
  return { posts, inPeak, misses }
}

/** Work is spent on this as long as there are few accounts; many leave little to choose. */
const triesFor = (places: number): number => Math.max(2, Math.min(24, Math.floor(2_000 / places)))

/** Solved again with larger gaps than must be, as large as lose nothing: the plan is looser where there is room. */
function* widen(args: Args): Steps<Placement> {
  const { common, places, best, least, most } = args
  let kept = best
  let low = least
  const all = (common.at(-1) ?? 0) - (common[0] ?? 0)
  let high = Math.min((least + most) / 2, all / (places.length - 1))
  const tries = Math.min(5, triesFor(places.length))
  for (let attempt = 0; attempt < tries && high - low > 1_000; attempt += 1) {
    // The widest first: where there is room for it, that is all.
    const gap = Math.floor(attempt === 0 ? high : (low + high) / 2)
    const found = yield* solve({ ...args, gap })
    if (found.items.length === places.length && found.inPeak >= best.inPeak) {
      kept = found
      if (attempt === 0) break
      low = gap
    } else high = gap
  }
  return kept
}

function* clip(args: Args, from: number, to: number): Steps<Prepared> {
  const part = joinSpans([[from, to]])
  const places: Place[] = []
  for (const [index, place] of args.places.entries()) {
    if (index % 64 === 0) yield
    const { allowed, peak } = place
    places.push({ ...place, allowed: meetSpans(allowed, part), peak: meetSpans(peak, part) })
  }
  return { common: meetSpans(args.common, part), places }
}

/** Instants at which a part of the window may begin in which the whole plan goes without a long gap. */
function* startsOf({ common, places }: Args, tries: number): Steps<number[]> {
  const starts = new Map<number, Set<number>>()
  const add = (at: number) => {
    const hour = Math.floor(at / hourMs)
    const own = starts.get(hour) ?? new Set()
    starts.set(hour, own.add(at))
  }
  add(common[0] as number)
  for (const [index, { peak }] of places.entries()) {
    if (index % 64 === 0) yield
    for (let i = 0; i < peak.length; i += 2) add(peak[i] as number)
  }
  const sorted: number[] = []
  for (const [, own] of [...starts].sort(([a], [b]) => a - b)) {
    yield
    for (const at of [...own].sort((a, b) => a - b)) sorted.push(at)
  }
  const step = Math.max(1, sorted.length / tries)
  return Array.from(
    { length: Math.min(tries, sorted.length) },
    (_, index) => sorted[Math.floor(index * step)] as number,
  )
}

/**
 * Of the placements that are as good in number and in peak hours one that is loose, and has few gaps above the wished
 * maximum: first over the whole window; where gaps stay too long, over parts of it that are as long as the plan may be.
 */
export function* loosen(args: Args): Steps<Chosen> {
  const { places, best, most, least, seed } = args
  let chosen = better(yield* time(args, yield* widen(args)), yield* time(args, best))
  if (chosen.misses === 0) return chosen
  const length = (places.length - 1) * most
  if (length >= (args.common.at(-1) ?? 0) - (args.common[0] ?? 0)) return chosen
  for (const start of yield* startsOf(args, triesFor(places.length))) {
    const part = yield* clip(args, start, start + length)
    for (const gap of [Math.floor(least + (most - least) / 4), least]) {
      const found = yield* solve({ ...part, gap })
      if (found.items.length < places.length || found.inPeak < best.inPeak) continue
      chosen = better(chosen, yield* time({ ...args, seed }, found))
      break
    }
    if (chosen.misses === 0) break
  }
  return chosen
}

const better = (one: Chosen, other: Chosen): Chosen =>
  other.inPeak > one.inPeak || (other.inPeak === one.inPeak && other.misses < one.misses)
    ? other
    : one
