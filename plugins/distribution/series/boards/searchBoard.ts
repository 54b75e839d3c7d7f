import type { ToolOption } from '../../channels/postiz/index.ts'

/** Postiz tells of so many boards of an account at most. */
export const mostListed = 250

/** Case and spaces do not tell two boards apart: Pinterest has no two boards of an account that differ only in them. */
const normal = (name: string): string =>
  name.normalize('NFC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()

/** What a search for a board by its name finds in the boards of an account. */
export type Searched =
  | { kind: 'found'; board: ToolOption }
  | { kind: 'missing' }
  | { kind: 'several'; boards: ToolOption[] }

export const searchBoard = (boards: ToolOption[], name: string): Searched => {
  const wanted = normal(name)
  const found = boards.filter(({ label }) => normal(label) === wanted)
  const [board] = found
  if (!board) return { kind: 'missing' }
  return found.length === 1 ? { kind: 'found', board } : { kind: 'several', boards: found }
}
