import { type Steps, takeAll } from '../steps.ts'
import { figuresOf } from './figures.ts'
import { findReasons } from './findReasons.ts'
import { findRemedies } from './findRemedies.ts'
import { loosen } from './loosen.ts'
import type { Placement } from './placement.ts'
import { leastGapOf, type Place, type Prepared, prepare } from './prepare.ts'
import type { Impossible, Spread, SpreadProblem } from './problem.ts'
import { putFirst } from './putFirst.ts'
import { solve } from './solve.ts'
import { isIn } from './spans.ts'
import { tellLength } from './tellLength.ts'

/** Instants and lengths as whole ms, never in favour of less than was asked for. */
const inWholeMs = (problem: SpreadProblem): SpreadProblem => ({
  ...problem,
  window: { from: Math.ceil(problem.window.from), to: Math.floor(problem.window.to) },
  gapMs: { min: Math.ceil(problem.gapMs.min), max: Math.floor(problem.gapMs.max) },
  sameContentMs: Math.ceil(problem.sameContentMs),
})

type ExplainArgs = { problem: SpreadProblem; prepared: Prepared; placement: Placement }

function* explain(args: ExplainArgs): Steps<Impossible> {
  const { problem, placement } = args
  const { from, to } = problem.window
  const [fits, of, fitsAtMost] = [placement.items.length, problem.accounts.length, placement.atMost]
  const remedies = yield* findRemedies(args)
  const where = `in ${tellLength(Math.max(0, to - from), 'down')} at ${tellLength(leastGapOf(problem))}`
  const said =
    fits === fitsAtMost
      ? `${fits} of ${of} fit ${where}`
      : `We found room for ${fits} of ${of} ${where}; at most ${fitsAtMost} could fit`
  const message = `${[said, ...remedies.map((remedy) => remedy.message)].join('; ')}.`
  return {
    kind: 'impossible',
    ...{ fits, of, fitsAtMost, message },
    reasons: yield* findReasons(args),
    remedies,
  }
}

/**
 * When each account posts, so that every hard rule holds; else why that cannot be, and what would make it possible.
 *
 * A pure function: the same problem with the same seed has the same answer, in whatever order its accounts are given. Ids are
 * each there once; zones, times of the day and dates are as their types say (they are checked where they come in).
 */
export function* spreadInSteps(given: SpreadProblem): Steps<Spread> {
  const problem = inWholeMs(given)
  const least = leastGapOf(problem)
  const prepared = yield* prepare(problem)
  const best = yield* solve({ ...prepared, gap: least })
  if (best.items.length < problem.accounts.length) {
    return yield* explain({ problem, prepared, placement: best })
  }
  const { seed, gapMs, first = [] } = problem
  const { posts } = yield* loosen({ ...prepared, least, most: gapMs.max, seed, best })
  const found = posts.map(({ place, at }) => {
    const { id, peak } = prepared.places[place] as Place
    return { id, at, isPeak: isIn(peak, at) }
  })
  const placed = yield* putFirst({ places: prepared.places, times: found, first })
  const figures = figuresOf({
    times: placed,
    ...{ least, most: gapMs.max, peakAtMost: best.peakAtMost },
  })
  return { kind: 'solved', times: placed, figures }
}

/** As `spreadInSteps`, all at once: for many accounts that takes seconds. */
export const spread = (problem: SpreadProblem): Spread => takeAll(spreadInSteps(problem))
