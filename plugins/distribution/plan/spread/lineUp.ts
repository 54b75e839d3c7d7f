import type { Item } from './placement.ts'

/**
 * Posts in an order, each with the earliest instant that those before it leave and the latest that those after it leave.
 * There are times for all of them exactly if no earliest is after its latest.
 */
export type Line = { gap: number; items: Item[]; earliest: number[]; latest: number[] }

const nowhere = Number.NEGATIVE_INFINITY
const never = Number.POSITIVE_INFINITY

export const emptyLine = (gap: number): Line => ({ gap, items: [], earliest: [], latest: [] })

/** The span that is left for a post between two that stand in the line; -1 and the length are its ends. */
const between = (line: Line, item: Item, left: number, right: number): [number, number] => [
  Math.max(item.from, (line.earliest[left] ?? nowhere) + line.gap),
  Math.min(item.to, (line.latest[right] ?? never) - line.gap),
]

const settle = ({ gap, items, earliest, latest }: Line, at: number, isNew: boolean) => {
  for (let i = at; i < items.length; i += 1) {
    const value = Math.max((items[i] as Item).from, (earliest[i - 1] ?? nowhere) + gap)
    if (value === earliest[i] && !(isNew && i === at)) break
    earliest[i] = value
  }
  for (let i = isNew ? at : at - 1; i >= 0; i -= 1) {
    const value = Math.min((items[i] as Item).to, (latest[i + 1] ?? never) - gap)
    if (value === latest[i] && !(isNew && i === at)) break
    latest[i] = value
  }
}

const putIn = (line: Line, at: number, item: Item) => {
  line.items.splice(at, 0, item)
  line.earliest.splice(at, 0, Number.NaN)
  line.latest.splice(at, 0, Number.NaN)
  settle(line, at, true)
}

export const takeOut = (line: Line, at: number): Item => {
  const [item] = line.items.splice(at, 1)
  line.earliest.splice(at, 1)
  line.latest.splice(at, 1)
  settle(line, at, false)
  return item as Item
}

/** The first position at which a post with this span cannot be too early for those after it. */
const firstPosition = ({ latest, gap }: Line, from: number): number => {
  let low = 0
  let high = latest.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((latest[middle] as number) - gap < from) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts a post at the end of the line, as early as possible; false where its span is over by then. */
export const append = (line: Line, item: Item): boolean => {
  const last = line.items.length - 1
  const [from, to] = between(line, item, last, last + 1)
  if (from > to) return false
  putIn(line, last + 1, item)
  return true
}

/** Puts a post in where those that stand can make room for it; false where they cannot. */
export const insert = (line: Line, item: Item): boolean => {
  for (let at = firstPosition(line, item.from); at <= line.items.length; at += 1) {
    if ((line.earliest[at - 1] ?? nowhere) + line.gap > item.to) return false
    const [from, to] = between(line, item, at - 1, at)
    if (from > to) continue
    putIn(line, at, item)
    return true
  }
  return false
}

/** Makes the line what it was, if what was done to it does not lead anywhere. */
export const remember = (line: Line): (() => void) => {
  const [items, earliest, latest] = [[...line.items], [...line.earliest], [...line.latest]]
  return () => Object.assign(line, { items, earliest, latest })
}

/** The positions at which a post could stand in another's stead. */
export const findSteads = (line: Line, item: Item): number[] => {
  const steads: number[] = []
  for (let at = Math.max(0, firstPosition(line, item.from) - 1); at < line.items.length; at += 1) {
    if ((line.earliest[at - 1] ?? nowhere) + line.gap > item.to) break
    const [from, to] = between(line, item, at - 1, at + 1)
    if (from <= to) steads.push(at)
  }
  return steads
}

/** Puts a post in another's stead, at a position that `findSteads` gave, and gives the other. */
export const replace = (line: Line, at: number, item: Item): Item => {
  const other = takeOut(line, at)
  putIn(line, at, item)
  return other
}
