import { sizeOf, toTag } from './drawTags.ts'
import type { Pool } from './options.ts'

/** A hashtag as platforms read it: no mere number, and nothing within a word or an address. */
const hashtag = /(?<![\p{L}\p{N}_&/])#(?=[\p{L}\p{N}_]*[\p{L}_])[\p{L}\p{N}\p{M}_]+/gu

/** How many hashtags a text has. */
export const countHashtags = (text: string): number => [...text.matchAll(hashtag)].length

/** A pool of which a text cannot have as many as it must. */
export type TagFault = { pool: string; least: number; room: number; has: number }

/**
 * How many hashtags each pool gives to a text that has some itself: as many as were drawn, or fewer where its platform takes
 * no more, one pool after the other.
 *
 * @param wanted by pool: how many were drawn
 */
export const fitTags = (args: {
  pools: ReadonlyMap<string, Pool>
  wanted: ReadonlyMap<string, number>
  has: number
  max: number | undefined
}): { sizes: Map<string, number>; faults: TagFault[] } => {
  const { pools, wanted, has, max = Number.POSITIVE_INFINITY } = args
  const sizes = new Map<string, number>()
  const faults: TagFault[] = []
  let room = Math.max(0, max - has)
  for (const [pool, drawn] of wanted) {
    const given = pools.get(pool)
    const { least } = given ? sizeOf(given) : { least: 0 }
    if (room < least) faults.push({ pool, least, room, has })
    const size = Math.min(drawn, room)
    sizes.set(pool, size)
    room -= size
  }
  return { sizes, faults }
}

/** Hashtags of a pool as they stand in a text: in the order of the pool. */
export const writeTags = (pool: Pool | undefined, places: readonly number[]): string[] =>
  places.toSorted((a, b) => a - b).map((place) => toTag(pool?.tags[place] ?? ''))
