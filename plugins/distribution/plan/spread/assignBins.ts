import type { Steps } from '../steps.ts'
import { type Bin, type Fits, never } from './bins.ts'

type Args = {
  bins: readonly Bin[]
  /** The number of accounts. */
  count: number
  /** Its rows are the cost of an account in a bin: 0 in peak hours, 1 outside, or `never`. */
  fits: Fits
}

export type Assignment = {
  /** The bin of each account; -1 where there is none for it. */
  binOf: Int32Array
  assigned: number
  /** How many are outside peak hours. */
  cost: number
  /** Which accounts compete with those left over, and for how many seats altogether, where some are left over. */
  crowd?: { places: number[]; holds: number }
}

const far = 1_000_000

/**
 * As many accounts as possible into the bins, and of all ways to do that one with the fewest outside peak hours.
 *
 * A minimum cost flow by successive shortest paths with potentials (Ahuja, Magnanti, Orlin: Network Flows, 1993, section 9.7):
 * distances by buckets, since costs are 0 and 1; then every path of that length, found by breadth-first search among edges
 * without reduced cost. What a search that fails has seen can be on no later path of that length, and is not looked at again.
 */
export function* assignBins({
  bins,
  count,
  fits: { rows: fits, all, peaks },
}: Args): Steps<Assignment> {
  const width = bins.length
  const binOf = new Int32Array(count).fill(-1)
  const members: number[][] = bins.map(() => [])
  const hasRoom = (bin: number) => (members[bin] as number[]).length < (bins[bin] as Bin).holds
  const ofPlace = new Int32Array(count)
  const ofBin = new Int32Array(width)
  let ofSink = 0
  const firstBin = all.map((runs) => runs[0] ?? width)
  const lastBin = all.map((runs) => runs.at(-1) ?? -1)
  let assigned = 0

  /** Shortest ways from all that have no bin, by reduced cost; moves the potentials. False where no way leads to a free seat. */
  const measure = function* (): Steps<boolean> {
    const toPlace = new Int32Array(count).fill(far)
    const toBin = new Int32Array(width).fill(far)
    let toSink = far
    const buckets: number[][] = [[]]
    for (let place = 0; place < count; place += 1) {
      if (binOf[place] !== -1) continue
      toPlace[place] = 0
      ;(buckets[0] as number[]).push(place)
    }
    for (let distance = 0; distance < buckets.length && distance < toSink; distance += 1) {
      const bucket = buckets[distance] ?? []
      for (let next = 0; next < bucket.length; next += 1) {
        if (next % 64 === 0) yield
        const place = bucket[next] as number
        if (toPlace[place] !== distance) continue
        const base = distance + (ofPlace[place] as number)
        const row = place * width
        const until = lastBin[place] as number
        for (let bin = firstBin[place] as number; bin <= until; bin += 1) {
          const cost = fits[row + bin] as number
          if (cost === never) continue
          const reached = base + cost - (ofBin[bin] as number)
          if (reached >= (toBin[bin] as number)) continue
          toBin[bin] = reached
          if (hasRoom(bin)) toSink = Math.min(toSink, reached + (ofBin[bin] as number) - ofSink)
          for (const member of members[bin] as number[]) {
            toPlace[member] = reached
            buckets[reached] ??= []
            ;(buckets[reached] as number[]).push(member)
          }
        }
      }
    }
    const limit = Math.min(toSink, far)
    if (limit === far) {
      seen = toPlace
      seenBins = toBin
      return false
    }
    for (let place = 0; place < count; place += 1) {
      ofPlace[place] = (ofPlace[place] as number) + Math.min(toPlace[place] as number, limit)
    }
    for (let bin = 0; bin < width; bin += 1) {
      ofBin[bin] = (ofBin[bin] as number) + Math.min(toBin[bin] as number, limit)
    }
    ofSink += limit
    return true
  }
  let seen = new Int32Array(0)
  let seenBins = new Int32Array(0)

  /** For each potential and bin the first bin from there on that has this potential. */
  let firstOf = new Map<number, Int32Array>()
  /** For each bin itself, or one after it with the same potential where it has been looked at. */
  const follow = new Int32Array(width + 1)
  let dead: number[] = []
  const after = (bin: number): number => firstOf.get(ofBin[bin] as number)?.[bin + 1] ?? width
  const skipDead = () => {
    for (let bin = 0; bin <= width; bin += 1) follow[bin] = bin
    for (const bin of dead) follow[bin] = after(bin)
  }
  const indexPotentials = function* (): Steps<void> {
    firstOf = new Map()
    for (const potential of new Set(ofBin)) {
      const first = new Int32Array(width + 1).fill(width)
      for (let bin = width - 1; bin >= 0; bin -= 1) {
        first[bin] = ofBin[bin] === potential ? bin : (first[bin + 1] as number)
      }
      yield
      firstOf.set(potential, first)
    }
    dead = []
    skipDead()
  }
  /** The first bin from `bin` on, with its potential, that has not been looked at. */
  const next = (bin: number): number => {
    let end = bin
    while (follow[end] !== end) end = follow[end] as number
    for (let one = bin; one !== end; ) {
      const then = follow[one] as number
      follow[one] = end
      one = then
    }
    return end
  }

  const parent = new Int32Array(width)
  /** Finds a way from one that has no bin to a free seat along edges without reduced cost, and moves everyone along it. */
  const augment = function* (start: number): Steps<boolean> {
    const queue = [start]
    const visited: number[] = []
    for (let head = 0; head < queue.length; head += 1) {
      if (head % 64 === 63) yield
      const place = queue[head] as number
      const row = place * width
      for (const cost of [0, 1]) {
        const first = firstOf.get((ofPlace[place] as number) + cost)
        if (!first) continue
        const until = lastBin[place] as number
        const from = next(first[firstBin[place] as number] as number)
        for (let bin = from; bin <= until; bin = next(after(bin))) {
          if (fits[row + bin] !== cost) continue
          parent[bin] = place
          if (hasRoom(bin) && ofBin[bin] === ofSink) {
            move(bin)
            if (visited.length > 0) skipDead()
            return true
          }
          follow[bin] = after(bin)
          visited.push(bin)
          for (const member of members[bin] as number[]) queue.push(member)
        }
      }
    }
    dead.push(...visited)
    return false
  }
  const move = (free: number) => {
    for (let bin = free; bin !== -1; ) {
      const place = parent[bin] as number
      const before = binOf[place] as number
      if (before !== -1) {
        const list = members[before] as number[]
        list.splice(list.indexOf(place), 1)
      }
      ;(members[bin] as number[]).push(place)
      binOf[place] = bin
      bin = before
    }
  }

  /** The first free seats in peak hours: costs nothing, so it is as good a beginning as any. */
  const takeFree = function* (): Steps<void> {
    const free = new Int32Array(width + 1).map((_, bin) => bin)
    const nextFree = (bin: number): number => {
      let end = bin
      while (free[end] !== end) end = free[end] as number
      for (let one = bin; one !== end; ) {
        const then = free[one] as number
        free[one] = end
        one = then
      }
      return end
    }
    for (let place = 0; place < count; place += 1) {
      if (place % 128 === 0) yield
      const runs = peaks[place] as number[]
      for (let i = 0; i < runs.length; i += 2) {
        const bin = nextFree(runs[i] as number)
        if (bin > (runs[i + 1] as number)) continue
        binOf[place] = bin
        ;(members[bin] as number[]).push(place)
        if (!hasRoom(bin)) free[bin] = bin + 1
        assigned += 1
        break
      }
    }
  }

  yield* takeFree()
  // Potentials of 0 are right as long as all are in peak hours.
  for (let isFirst = true; assigned < count && (isFirst || (yield* measure())); isFirst = false) {
    yield* indexPotentials()
    for (let place = 0; place < count; place += 1) {
      if (place % 16 === 0) yield
      if (binOf[place] === -1 && (yield* augment(place))) assigned += 1
    }
  }
  let cost = 0
  for (let place = 0; place < count; place += 1) {
    if (binOf[place] !== -1) cost += fits[place * width + (binOf[place] as number)] as number
  }
  if (assigned === count) return { binOf, assigned, cost }
  const places = [...seen.keys()].filter((place) => (seen[place] as number) < far)
  const holds = bins.reduce(
    (sum, bin, index) => sum + ((seenBins[index] as number) < far ? bin.holds : 0),
    0,
  )
  return { binOf, assigned, cost, crowd: { places, holds } }
}
