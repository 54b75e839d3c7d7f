import type { Steps } from '../steps.ts'
import { append, emptyLine, type Line } from './lineUp.ts'
import type { Item } from './placement.ts'

/** A post with the first instant that its bin leaves it. */
export type Assigned = { item: Item; bin: number; start: number }

export type Built = { line: Line; left: number[] }

/** Each post as early as those before it leave, in this order; what comes too late is left over. */
function* inOrder(sorted: readonly Item[], gap: number): Steps<Built> {
  const line = emptyLine(gap)
  const left: number[] = []
  for (const [index, item] of sorted.entries()) {
    if (index % 64 === 0) yield
    if (!append(line, item)) left.push(item.place)
  }
  return { line, left }
}

/** As they were assigned to bins. */
const byBins = (assigned: readonly Assigned[], gap: number): Steps<Built> => {
  const sorted = assigned.toSorted(
    (a, b) => a.bin - b.bin || a.start - b.start || a.item.to - b.item.to,
  )
  return inOrder(
    sorted.map(({ item }) => item),
    gap,
  )
}

/** Of those that may post already the one whose span ends first; wherever the bins had it. */
function* byDeadlines(assigned: readonly Assigned[], gap: number): Steps<Built> {
  const coming = assigned.map(({ item }) => item).sort((a, b) => b.from - a.from || b.to - a.to)
  const ready: Item[] = []
  const sorted: Item[] = []
  let at = Number.NEGATIVE_INFINITY
  const letIn = () => {
    for (let next = coming.at(-1); next && next.from <= at; next = coming.at(-1)) {
      coming.pop()
      // The earliest deadline is last.
      let low = 0
      let high = ready.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((ready[middle] as Item).to >= next.to) low = middle + 1
        else high = middle
      }
      ready.splice(low, 0, next)
    }
  }
  while (coming.length > 0 || ready.length > 0) {
    if (sorted.length % 128 === 0) yield
    if (ready.length === 0) at = Math.max(at, (coming.at(-1) as Item).from)
    letIn()
    const item = ready.pop() as Item
    sorted.push(item)
    if (item.to >= at) at += gap
  }
  return yield* inOrder(sorted, gap)
}

/**
 * A line of as many of the assigned posts as two simple orders make possible: that of the bins, and, where it leaves some
 * over, that of deadlines, which is the better one where the spans, not the bins, are narrow.
 */
export function* buildLine(assigned: readonly Assigned[], gap: number): Steps<Built> {
  const first = yield* byBins(assigned, gap)
  if (first.left.length === 0) return first
  const second = yield* byDeadlines(assigned, gap)
  return second.left.length < first.left.length ? second : first
}
