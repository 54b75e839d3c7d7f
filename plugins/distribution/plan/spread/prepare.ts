import type { Cap } from '../caps/judgeCap.ts'
import { luckOf } from '../luckOf.ts'
import type { Steps } from '../steps.ts'
import type { SpreadAccount, SpreadProblem } from './problem.ts'
import { cutSpans, joinSpans, meetSpans, type Spans } from './spans.ts'
import { blackoutSpans, type ClockRun, peakSpans, readClockRuns } from './wallSpans.ts'

/** An account, with every rule that is its own worked into the instants at which it may post. */
export type Place = {
  id: string
  allowed: Spans
  /** Those of them in peak hours. */
  peak: Spans
}

/** What is left of a problem when only the gap between neighbours is to be kept. */
export type Prepared = {
  /** When the plan may post at all: the window without what other plans with the same content keep free. */
  common: Spans
  /** In an order that chance and the ids decide, never the order in which they were given. */
  places: Place[]
}

const hourMs = 60 * 60_000

/** The least time between neighbours of the plan. Never 0: no two go out at one instant. */
export const leastGapOf = ({
  gapMs,
  sameContentMs,
}: Pick<SpreadProblem, 'gapMs' | 'sameContentMs'>) => Math.max(1, gapMs.min, sameContentMs)

const around = (instants: readonly number[], ms: number): [number, number][] =>
  instants.map((at) => [at - ms + 1, at + ms - 1])

/** When all that is near the same content of other plans is out. */
export const sameContentSpans = (problem: SpreadProblem): Spans => {
  const { sameContentAt, sameContentMs, awayFrom = [] } = problem
  return joinSpans([
    ...around(sameContentAt, Math.max(1, sameContentMs)),
    ...awayFrom.flatMap(({ at, ms }) => around([at], Math.ceil(ms))),
  ])
}

/** When an account is too near to what is taken on it. */
export const takenSpans = ({ taken }: SpreadAccount, gapMs: SpreadProblem['gapMs']): Spans =>
  joinSpans(around(taken, Math.max(1, gapMs.min)))

/**
 * When one more post would be too much for a cap: `posts` of those taken lie in the time before it (the first of them has
 * not left that time yet), or a later one that just fitted would have to wait. Means what `judgeCap` and `findPushed` do.
 */
export const cappedSpans = (taken: readonly number[], caps: readonly Cap[]): Spans => {
  if (caps.length === 0) return []
  const sorted = taken.toSorted((a, b) => a - b)
  return joinSpans(
    caps.flatMap(({ posts, hours }) => {
      const ms = hours * hourMs
      if (posts < 1) return [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const]
      return sorted.flatMap((at, index): [number, number][] => {
        const first = sorted[index - posts + 1]
        if (first === undefined) return []
        const pairs: [number, number][] = []
        if (at - first < ms) pairs.push([at, Math.ceil(first + ms) - 1])
        const before = sorted[index - posts]
        const isJustFull = at - first < ms && (before === undefined || at - before >= ms)
        const isLastAtOnce = sorted[index + 1] !== at
        if (isJustFull && isLastAtOnce) pairs.push([Math.floor(at - ms) + 1, at - 1])
        return pairs
      })
    }),
  )
}

/** Reads the zones' clocks once each, and the blackouts that several accounts share once. */
const openClocks = (problem: SpreadProblem) => {
  const { from, to } = problem.window
  const runs = new Map<string, ClockRun[]>()
  const kept = new Map<string, Spans>()
  const once = (key: string, make: () => Spans): Spans => {
    const spans = kept.get(key) ?? make()
    kept.set(key, spans)
    return spans
  }
  const runsOf = (zone: string): ClockRun[] => {
    const known = runs.get(zone) ?? readClockRuns(zone, from, to)
    runs.set(zone, known)
    return known
  }
  return {
    blackedOut: ({ timezone, blackouts }: SpreadAccount) =>
      blackouts.length === 0
        ? []
        : once(`${timezone} ${JSON.stringify(blackouts)}`, () =>
            blackoutSpans(blackouts, runsOf(timezone)),
          ),
    peaks: ({ timezone }: SpreadAccount) =>
      once(timezone, () => peakSpans(problem.peaks, runsOf(timezone))),
  }
}

/** Works every rule of each single account into its spans; the gap between neighbours is what remains to be solved. */
export function* prepare(problem: SpreadProblem): Steps<Prepared> {
  const { window, accounts, seed, gapMs } = problem
  const clocks = openClocks(problem)
  const common = cutSpans(joinSpans([[window.from, window.to]]), sameContentSpans(problem))
  const places: (Place & { luck: number })[] = []
  for (const [index, account] of accounts.entries()) {
    if (index % 8 === 0) yield
    let allowed = cutSpans(common, clocks.blackedOut(account))
    if (account.taken.length > 0) allowed = cutSpans(allowed, takenSpans(account, gapMs))
    allowed = cutSpans(allowed, cappedSpans(account.taken, account.caps))
    const peak = meetSpans(allowed, clocks.peaks(account))
    places.push({ id: account.id, allowed, peak, luck: luckOf(seed, account.id) })
  }
  places.sort((a, b) => a.luck - b.luck || (a.id < b.id ? -1 : 1))
  return { common, places: places.map(({ id, allowed, peak }) => ({ id, allowed, peak })) }
}
