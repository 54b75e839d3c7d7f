/**
 * Sets of instants: closed spans of whole ms, flat and in order, `[from, to, from, to, …]`, that neither overlap nor touch.
 */
export type Spans = readonly number[]

/** The set of all that lies in one of these pairs, which may be in any order and overlap. */
export const joinSpans = (pairs: readonly (readonly [number, number])[]): Spans => {
  const joined: number[] = []
  for (const [from, to] of pairs.filter(([a, b]) => a <= b).toSorted((a, b) => a[0] - b[0])) {
    const last = joined.length - 1
    if (last > 0 && from <= (joined[last] as number) + 1) {
      joined[last] = Math.max(joined[last] as number, to)
    } else joined.push(from, to)
  }
  return joined
}

/** What is in both. */
export const meetSpans = (one: Spans, other: Spans): Spans => {
  const met: number[] = []
  let i = 0
  let j = 0
  while (i < one.length && j < other.length) {
    const from = Math.max(one[i] as number, other[j] as number)
    const to = Math.min(one[i + 1] as number, other[j + 1] as number)
    if (from <= to) met.push(from, to)
    if ((one[i + 1] as number) < (other[j + 1] as number)) i += 2
    else j += 2
  }
  return met
}

/** What is in the first and not in the second. */
export const cutSpans = (spans: Spans, out: Spans): Spans => {
  if (out.length === 0) return spans
  const kept: number[] = []
  let j = 0
  for (let i = 0; i < spans.length; i += 2) {
    let from = spans[i] as number
    const to = spans[i + 1] as number
    while (j < out.length && (out[j + 1] as number) < from) j += 2
    for (let k = j; k < out.length && (out[k] as number) <= to && from <= to; k += 2) {
      if ((out[k] as number) > from) kept.push(from, (out[k] as number) - 1)
      from = Math.max(from, (out[k + 1] as number) + 1)
    }
    if (from <= to) kept.push(from, to)
  }
  return kept
}

/** The index of the first span that ends at `at` or later; the length where there is none. */
export const findSpan = (spans: Spans, at: number): number => {
  let low = 0
  let high = spans.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[2 * middle + 1] as number) < at) low = middle + 1
    else high = middle
  }
  return 2 * low
}

/** The first instant of the set from `at` on; Infinity where there is none. */
export const nextIn = (spans: Spans, at: number): number => {
  const index = findSpan(spans, at)
  return index < spans.length ? Math.max(at, spans[index] as number) : Number.POSITIVE_INFINITY
}

export const isIn = (spans: Spans, at: number): boolean => nextIn(spans, at) === at
