import { findRoom } from './findRoom.ts'

type Args = {
  /** When it was to go, in ms since 1970. */
  wanted: number
  /** When it may go at the earliest, for what has gone out; not before `wanted`. */
  earliest: number
  /** When others with the same content are to go, in ms since 1970, in any order. */
  planned: readonly number[]
  gapMs: number
}

/**
 * When a delivery goes that comes too close to another with the same content.
 *
 * Where it keeps its place among those that are planned, it goes as soon as it may: the one behind it is late by as little
 * as it is. Where others would come before it, all would be late for its sake; so it goes where there is room for it, as
 * far from each of them as from what has gone out.
 */
export const findSpacedTurn = ({ wanted, earliest, planned, gapMs }: Args): number => {
  const keepsItsPlace = !planned.some((at) => at > wanted - gapMs && at <= earliest)
  return keepsItsPlace ? earliest : findRoom(earliest, planned, gapMs)
}
