import { type Drawing, shuffle } from './draw.ts'
import type { Pool } from './options.ts'

/** A hashtag as it is written. */
export const toTag = (tag: string): string => (tag.startsWith('#') ? tag : `#${tag}`)

/** How many of its hashtags a pool gives at least and at most. */
export const sizeOf = ({ tags, min, max }: Pool): { least: number; most: number } => {
  const most = Math.min(max ?? tags.length, tags.length)
  return { least: Math.min(min ?? 0, most), most }
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/**
 * Some hashtags of a pool for each turn, as places in its list: all counts from the least to the most come equally often, and
 * all hashtags too. Each turn goes on in a shuffled list where the one before ended; after a round, in which each was
 * given as often as every other, it is shuffled anew.
 */
export const drawTags = (
  pool: Pool,
  { seed, key }: { seed: string; key: string },
): Drawing<number[]> => {
  const length = pool.tags.length
  const { least, most } = sizeOf(pool)
  const sizes = shuffle(most - least + 1, `${seed} ${key} sizes`).map((size) => least + size)
  const before = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, one) => sum + one, 0))
  const cycle = sizes.reduce((sum, one) => sum + one, 0)
  const round = sizes.length * length
  const common = divisor(length, cycle)
  const orders = new Map<number, number[]>()
  const orderOf = (index: number): number[] => {
    const order = orders.get(index) ?? shuffle(length, `${seed} ${key} ${index}`)
    orders.set(index, order)
    return order
  }
  return {
    period: Math.max(1, round),
    draw: (turn) => {
      if (length === 0) return []
      const order = orderOf(Math.floor(turn / round))
      const own = turn % round
      const place = own % sizes.length
      // The same places would come again after that many turns: those that follow begin one further.
      const shift = Math.floor(own / (sizes.length * (length / common)))
      const begin = Math.floor(own / sizes.length) * cycle + (before[place] ?? 0) + shift
      return Array.from(
        { length: sizes[place] ?? 0 },
        (_, index) => order[(begin + index) % length] ?? 0,
      )
    },
  }
}
