import { findRoom, type Taken } from './findRoom.ts'

type Args = {
  /** When it was to go, in ms since 1970. */
  wanted: number
  /** When it may go at the earliest, for what has gone out; not before `wanted`. */
  earliest: number
  /** When others with the same content are to go, in any order, and how far it has to be from each. */
  planned: readonly Taken[]
}

/**
 * When a delivery goes that comes too close to another with the same content.
 *
 * Where it keeps its place among those that are planned, it goes as soon as it may: the one behind it is late by as little
 * as it is. Where others would come before it, all would be late for its sake; so it goes where there is room for it, as
 * far from each of them as from what has gone out.
 */
export const findSpacedTurn = ({ wanted, earliest, planned }: Args): number => {
  const keepsItsPlace = !planned.some(({ at, gapMs }) => at > wanted - gapMs && at <= earliest)
  return keepsItsPlace ? earliest : findRoom(earliest, planned)
}
