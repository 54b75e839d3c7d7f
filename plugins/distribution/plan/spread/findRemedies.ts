import type { Steps } from '../steps.ts'
import type { Item, Placement } from './placement.ts'
import { leastGapOf, type Place, type Prepared, prepare } from './prepare.ts'
import type { SpreadProblem, SpreadRemedy } from './problem.ts'
import { solve } from './solve.ts'
import { joinSpans, meetSpans } from './spans.ts'
import { tellLength } from './tellLength.ts'

type Args = { problem: SpreadProblem; prepared: Prepared; placement: Placement }

const dayMs = 24 * 60 * 60_000

/**
 * So far beyond its window a longer one is looked for, ms: what stands in the way there must be part of the problem too, or
 * a longer window is promised that does not hold.
 */
export const remedyReachMs = (
  problem: Pick<SpreadProblem, 'gapMs' | 'sameContentMs'>,
  accounts: number,
) => Math.max(14 * dayMs, 2 * accounts * leastGapOf(problem))

/** Whether whoever asks again with this is given a plan. */
function* isSolved(problem: SpreadProblem): Steps<boolean> {
  const prepared = yield* prepare(problem)
  const { items } = yield* solve({ ...prepared, gap: leastGapOf(problem) })
  return items.length === problem.accounts.length
}

/** When a plan can be through at the earliest, its order given. */
const endOf = (items: readonly Item[], gap: number): number =>
  items.reduce((at, { from }) => Math.max(from, at + gap), Number.NEGATIVE_INFINITY)

/** The shortest longer window that has room for all: what is found is tried, and that nothing shorter does is proved or not said. */
function* findWindow({ problem, placement }: Args): Steps<SpreadRemedy | undefined> {
  const { window, accounts } = problem
  const gap = leastGapOf(problem)
  const last = window.to + remedyReachMs(problem, accounts.length)
  const far = yield* prepare({
    ...problem,
    window: { from: window.from, to: last },
    peaks: { weekday: [], weekend: [] },
  })
  const begins = far.places.map(({ allowed }) => allowed[0])
  if (begins.includes(undefined)) return undefined
  const until = function* (to: number): Steps<Placement> {
    const part = joinSpans([[window.from, to]])
    const common = meetSpans(far.common, part)
    const places: Place[] = []
    for (const [index, place] of far.places.entries()) {
      if (index % 64 === 0) yield
      places.push({ ...place, allowed: meetSpans(place.allowed, part) })
    }
    return yield* solve({ common, places, gap })
  }
  const fitsAll = ({ items }: Placement) => items.length === accounts.length
  let low = window.to
  let high: number | undefined
  let step = gap * Math.max(1, accounts.length - placement.items.length)
  const atLeast = Math.max(window.to, ...(begins as number[]))
  while (high === undefined) {
    const to = Math.min(last, atLeast + step)
    const found = yield* until(to)
    if (fitsAll(found)) high = endOf(found.items, gap)
    else if (to === last) return undefined
    else low = to
    step *= 2
  }
  let isSmallest = (yield* until(high - 1)).atMost < accounts.length
  for (let attempt = 0; attempt < 8 && !isSmallest && high - low > 60_000; attempt += 1) {
    const found = yield* until(Math.floor((low + high) / 2))
    if (fitsAll(found)) {
      high = endOf(found.items, gap)
      isSmallest = (yield* until(high - 1)).atMost < accounts.length
    } else low = Math.floor((low + high) / 2)
  }
  // What was found without regard to peak hours has to be found with them too.
  for (
    let more = 0;
    !(yield* isSolved({ ...problem, window: { from: window.from, to: high } }));
    more += 1
  ) {
    if (more === 4) return undefined
    high += Math.ceil(gap / 4) * 4 ** more
    isSmallest = false
  }
  const message = `${tellLength(high - window.from)} would fit all`
  return { kind: 'window', to: high, message, isSmallest }
}

/** The largest smaller gap with which all fit, in whole seconds where those are fine enough; no smaller than may be. */
function* findGap({ problem }: Args): Steps<SpreadRemedy | undefined> {
  const { gapMs, sameContentMs, accounts } = problem
  const gap = leastGapOf(problem)
  const lowest = Math.max(1, Math.ceil(problem.lowestGapMs ?? sameContentMs))
  if (lowest >= gap) return undefined
  const unit = gap - lowest >= 10_000 ? 1_000 : 1
  const withGap = function* (min: number): Steps<Placement> {
    const same = Math.min(sameContentMs, min)
    const looser = { ...problem, gapMs: { ...gapMs, min }, sameContentMs: same }
    return yield* solve({ ...(yield* prepare(looser)), gap: min })
  }
  const fitsAll = ({ items }: Placement) => items.length === accounts.length
  if (!fitsAll(yield* withGap(lowest))) return undefined
  let low = lowest
  let high = gap
  while (high - low > unit) {
    const middle = low + Math.max(unit, Math.floor((high - low) / 2 / unit) * unit)
    if (fitsAll(yield* withGap(middle))) low = middle
    else high = middle
  }
  const isSmallest = (yield* withGap(high)).atMost < accounts.length
  const message = `a gap of ${tellLength(low, 'down')} would fit all`
  return { kind: 'gap', gapMs: low, message, isSmallest }
}

/** Without those that found no room the others fit. */
function* leaveOut({ problem, prepared, placement }: Args): Steps<SpreadRemedy | undefined> {
  const fitting = new Set(placement.items.map(({ place }) => place))
  const places = prepared.places.filter((_, place) => fitting.has(place))
  const again = yield* solve({ ...prepared, places, gap: leastGapOf(problem) })
  if (places.length === 0 || again.items.length < places.length) return undefined
  const without = prepared.places.flatMap(({ id }, place) => (fitting.has(place) ? [] : [id]))
  const message = `without ${without.length} of the accounts the others fit`
  return {
    kind: 'accounts',
    without: without.sort(),
    message,
    isSmallest: placement.atMost === placement.items.length,
  }
}

/** The smallest changes of each kind with which every rule holds, each tried by solving again. */
export function* findRemedies(args: Args): Steps<SpreadRemedy[]> {
  const found = [yield* findWindow(args), yield* findGap(args), yield* leaveOut(args)]
  return found.filter((remedy) => remedy !== undefined)
}
