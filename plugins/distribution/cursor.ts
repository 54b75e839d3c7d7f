import type { Payload } from 'payload'
import { DistributionError } from './errors.ts'
import { type ID, parseId } from './model/database.ts'

/**
 * A row's place in a list, the newest first: when it was made, and the ids that tell rows of one moment apart. Neither
 * ever changes, so that whatever is added or changed while a list is read, no row is met twice or missed.
 */
export type Place = { at: Date; ids: ID[] }

/** A cursor, opaque to those who pass it on: the place of the last row that they were given. */
export const writeCursor = ({ at, ids }: Place): string =>
  Buffer.from(JSON.stringify([at.toISOString(), ...ids])).toString('base64url')

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

const refuse = (): never => {
  throw new DistributionError(
    'INVALID_INPUT',
    'This cursor is none of ours. Give the "next" of the answer before, or leave it out to begin anew.',
    { details: [{ path: 'cursor', code: 'invalid_cursor', message: 'It is none of ours.' }] },
  )
}

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^(?!0000)\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(value) &&
  !!Date.parse(value)

/**
 * Reads what `writeCursor` wrote, with as many ids as the list has in its order. It needs no signature: a cursor says
 * where to go on, never what may be seen.
 *
 * @throws INVALID_INPUT where it is no such cursor
 */
export const readCursor = (args: {
  payload: Payload
  cursor: string | undefined
  ids: number
}): Place | undefined => {
  const { payload, cursor } = args
  if (cursor === undefined) return undefined
  const read = parse(cursor)
  if (!Array.isArray(read) || read.length !== args.ids + 1) return refuse()
  const [at, ...given] = read
  const ids = given.flatMap((id) => parseId(payload, id) ?? [])
  return isInstant(at) && ids.length === args.ids ? { at: new Date(at), ids } : refuse()
}

/** Cuts a page out of rows of which one more was read than it shows; `next` is null where there is no further one. */
export const toPage = <Row, Item>(args: {
  rows: Row[]
  limit: number
  place: (row: Row) => Place
  show: (row: Row) => Item
}): { items: Item[]; next: string | null } => {
  const shown = args.rows.slice(0, args.limit)
  const last = shown.at(-1)
  const isCut = args.rows.length > args.limit && last !== undefined
  return { items: shown.map(args.show), next: isCut ? writeCursor(args.place(last)) : null }
}
