import type { Steps } from '../steps.ts'
import { assignBins } from './assignBins.ts'
import { type Bin, type Fits, fitBins, inPeak, makeBins } from './bins.ts'
import { type Assigned, buildLine } from './buildLine.ts'
import { findSteads, insert, type Line, remember, replace, takeOut } from './lineUp.ts'
import { countPeak, type Item, type Placement } from './placement.ts'
import type { Place, Prepared } from './prepare.ts'
import { findSpan, type Spans } from './spans.ts'

type Args = Prepared & {
  /** The least time between neighbours, ms. */
  gap: number
}

/** Bins beyond twice the number of accounts say little more and cost time. */
const binsFor = (places: number) => Math.min(2 * places + 100, 2_500)

/** How often one post is tried in another's stead before it is given up; per solution, and fewer where each is dear. */
const stepsFor = (places: number) => Math.max(200, Math.min(4_000, Math.floor(1_000_000 / places)))

/** The part of these spans that has most of the bin. */
const spanInBin = (spans: Spans, bin: Bin): [number, number] => {
  let best: [number, number] = [0, -1]
  let most = -1
  for (let i = findSpan(spans, bin.from); i < spans.length; i += 2) {
    const [from, to] = [spans[i] as number, spans[i + 1] as number]
    if (from >= bin.to) break
    const shared = Math.min(to, bin.to - 1) - Math.max(from, bin.from)
    if (shared > most) [best, most] = [[from, to], shared]
  }
  return best
}

const itemsOf = (spans: Spans, place: number, isPeak: boolean): Item[] => {
  const items: Item[] = []
  for (let i = 0; i < spans.length; i += 2) {
    items.push({ place, isPeak, from: spans[i] as number, to: spans[i + 1] as number })
  }
  return items
}

const peakItems = (places: readonly Place[], place: number): Item[] =>
  itemsOf((places[place] as Place).peak, place, true)

/** All ways for an account, those in peak hours first. */
const waysOf = (places: readonly Place[], place: number): Item[] => [
  ...peakItems(places, place),
  ...itemsOf((places[place] as Place).allowed, place, false),
]

const insertAny = (line: Line, items: readonly Item[]): boolean =>
  items.some((item) => insert(line, item))

/** Puts a post in by moving another elsewhere. `elsewhere` says where that other may go. */
function* displace(
  line: Line,
  items: readonly Item[],
  elsewhere: (other: Item) => readonly Item[],
  budget: { steps: number },
): Steps<boolean> {
  for (const item of items) {
    for (const at of findSteads(line, item)) {
      if (budget.steps <= 0) return false
      budget.steps -= 1
      yield
      const undo = remember(line)
      const other = replace(line, at, item)
      if (insertAny(line, elsewhere(other))) return true
      undo()
    }
  }
  return false
}

/** Moves posts into peak hours, as many as are wanted, directly or by moving one that finds another peak hour. */
function* improvePeak(
  line: Line,
  places: readonly Place[],
  wanted: number,
  budget: { steps: number },
): Steps<void> {
  let missing = wanted - countPeak(line.items)
  for (const { place, isPeak } of [...line.items]) {
    if (missing <= 0 || budget.steps <= 0) return
    if (isPeak) continue
    const ways = peakItems(places, place)
    if (ways.length === 0) continue
    yield
    const undo = remember(line)
    takeOut(
      line,
      line.items.findIndex((item) => item.place === place),
    )
    const isMoved =
      insertAny(line, ways) ||
      (yield* displace(
        line,
        ways,
        (other) => (other.isPeak ? peakItems(places, other.place) : waysOf(places, other.place)),
        budget,
      ))
    if (isMoved) missing -= 1
    else undo()
  }
}

type ArrangeArgs = {
  /** The numbers of the places that were assigned, and all of them. */
  open: readonly number[]
  places: readonly Place[]
  bins: readonly Bin[]
  fits: Fits
  binOf: Int32Array
  assigned: number
  gap: number
  budget: { steps: number }
  /** Whether posts that were to be in peak hours may be anywhere. */
  isFree: boolean
}

/** A line of what was assigned, and of what else can be put in. */
function* arrange(args: ArrangeArgs): Steps<Line> {
  const { open, places, bins, fits, binOf, gap, budget, isFree } = args
  const assigned: Assigned[] = []
  const unassigned: number[] = []
  for (const [row, place] of open.entries()) {
    if (row % 128 === 0) yield
    const bin = binOf[row] as number
    if (bin === -1) {
      unassigned.push(place)
      continue
    }
    const isPeak = !isFree && fits.rows[row * bins.length + bin] === inPeak
    const { allowed, peak } = places[place] as Place
    const [from, to] = spanInBin(isPeak ? peak : allowed, bins[bin] as Bin)
    const start = Math.max(from, (bins[bin] as Bin).from)
    assigned.push({ item: { place, isPeak, from, to }, bin, start })
  }
  const { line, left } = yield* buildLine(assigned, gap)
  for (const place of [...left, ...unassigned]) {
    if (line.items.length >= args.assigned) break
    yield
    const ways = waysOf(places, place)
    if (!insertAny(line, ways)) {
      yield* displace(line, ways, (other) => waysOf(places, other.place), budget)
    }
  }
  return line
}

/**
 * A good placement, with bounds that are proved.
 *
 * The bound: every plan puts each post into a bin, no bin more than it holds (`makeBins`), so no plan places more posts than
 * `assignBins` assigns, and none that places all has more in peak hours than its cheapest assignment. The plan: that
 * assignment read as an order, each post in the span that it has in its bin, from left to right as early as possible; what
 * comes too late there is put in where the others can make room, or in the stead of one that can go elsewhere. Where the plan
 * reaches the bound it is the best that there is; else the difference is what is not known.
 */
export function* solveLarge({ common, places, gap }: Args): Steps<Placement> {
  const open = places.flatMap((place, index) => (place.allowed.length > 0 ? [index] : []))
  const bins = makeBins({ common, gap, most: binsFor(open.length) })
  const fits = yield* fitBins(
    open.map((index) => places[index] as Place),
    bins,
  )
  const assignment = yield* assignBins({ bins, count: open.length, fits })
  const budget = { steps: stepsFor(open.length) }
  const shared = { open, places, bins, fits, gap, budget, ...assignment }
  const withPeaks = yield* arrange({ ...shared, isFree: false })
  // To place more comes before peak hours: without them the spans are wider.
  const line =
    withPeaks.items.length === assignment.assigned
      ? withPeaks
      : [withPeaks, yield* arrange({ ...shared, isFree: true })].reduce((one, other) =>
          other.items.length > one.items.length ? other : one,
        )
  const peakAtMost = assignment.assigned - assignment.cost
  yield* improvePeak(line, places, peakAtMost, budget)
  return {
    items: line.items,
    inPeak: countPeak(line.items),
    atMost: assignment.assigned,
    peakAtMost,
    ...(assignment.crowd && {
      crowd: {
        places: assignment.crowd.places.map((row) => open[row] as number),
        holds: assignment.crowd.holds,
      },
    }),
  }
}
