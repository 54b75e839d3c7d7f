import type { Steps } from '../steps.ts'
import type { Item } from './placement.ts'

/** What adding one post did to the hull, so that it can be taken back: its size before, and what stood where the post stands. */
type Added = { size: number; at: number; was: number }

/**
 * Answers, for one post after the other, the largest gap that every later post could have from there on, were all alike: the
 * least of (latest instant of a later post - `at`) / (posts until then).
 *
 * That is the least slope from a point to all points on its right, so it is reached on their lower convex hull (Andrew: Another
 * efficient algorithm for convex hulls in two dimensions, 1979): built from the last post backwards, and taken back forwards.
 * Cross products stay below 2^53 for windows of many years.
 */
export function* openEvenGaps(
  items: readonly Item[],
): Steps<(index: number, at: number) => number> {
  const latest = Float64Array.from(items, ({ to }) => to)
  const hull = new Int32Array(items.length)
  const added: Added[] = []
  let size = 0
  /** Whether `other` lies on or above the line from `one` to `next`. */
  const isAbove = (one: number, other: number, next: number): boolean =>
    ((latest[other] as number) - (latest[one] as number)) * (next - one) >=
    ((latest[next] as number) - (latest[one] as number)) * (other - one)
  for (let index = items.length - 1; index >= 0; index -= 1) {
    // The points that a new one hides stand together at the end.
    let low = Math.min(size, 1)
    let high = size
    while (low < high) {
      const middle = (low + high) >> 1
      if (isAbove(index, hull[middle] as number, hull[middle - 1] as number)) high = middle
      else low = middle + 1
    }
    added.push({ size, at: low, was: hull[low] as number })
    hull[low] = index
    size = low + 1
    if (index % 512 === 0) yield
  }
  let first = 0
  const leave = (index: number) => {
    for (; first <= index && first < items.length; first += 1) {
      const last = added.pop() as Added
      hull[last.at] = last.was
      size = last.size
    }
  }
  return (index, at) => {
    leave(index)
    const gapTo = (point: number) => ((latest[point] as number) - at) / (point - index)
    let low = 0
    let high = size - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (gapTo(hull[middle] as number) <= gapTo(hull[middle + 1] as number)) high = middle
      else low = middle + 1
    }
    return size === 0 ? Number.POSITIVE_INFINITY : gapTo(hull[low] as number)
  }
}
