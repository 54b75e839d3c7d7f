import type { Payload } from 'payload'
import type { Db, ID } from '../model/database.ts'
import { reseal } from '../security/reseal.ts'
import type { Place, SealedField } from '../security/sealedFields.ts'
import { type Keyring, keyIdOf } from '../security/vault.ts'
import { countSealed, eachSealed, replaceSealed, type Shelf } from './sealedRows.ts'

/** A value that was left as it is, since it cannot be opened. */
export type Unreadable = {
  collection: string
  document: ID
  tenant: ID
  field: SealedField
  code: 'KEY_MISSING' | 'NOT_OPENED'
  /** Why, and what to do. */
  message: string
}

/** What one look at all values found. */
export type Look = {
  /** Are sealed with the first key, and were not sealed anew by us. */
  current: number
  unreadable: Unreadable[]
  /** Ids of the keys of what was left as it is. */
  keys: Set<string>
  /** Were sealed with another key, whether we replaced them or somebody else was faster. */
  stale: number
}

type Args = {
  db: Db
  payload: Payload
  keyring: Keyring
  shelves: Shelf[]
  /** Names of the values that were sealed anew so far; is added to. */
  rotated: Set<string>
  onValue: (counts: { done: number; total: number }) => void
  signal?: AbortSignal
}

const nameOf = ({ collection, document, field }: Place) => `${collection} ${document} ${field}`

/** Seals all values with the first key of the ring, each only where it still is what was read; ends early at `signal`. */
export const sealAnew = async (args: Args): Promise<Look> => {
  const { db, payload, keyring, shelves, rotated, onValue, signal } = args
  const look: Look = { current: 0, unreadable: [], keys: new Set(), stale: 0 }
  const counts = await Promise.all(shelves.map((shelf) => countSealed(db, shelf)))
  const total = counts.reduce((sum, count) => sum + count, 0)
  let done = 0
  for (const shelf of shelves) {
    for await (const row of eachSealed({ db, payload, shelf })) {
      if (signal?.aborted) return look
      const { place, envelope, remedy } = row
      const found = reseal(envelope, place, keyring)
      if (found.state === 'resealed') {
        look.stale += 1
        const isReplaced = await replaceSealed({ db, shelf, row, sealed: found.sealed })
        if (isReplaced) rotated.add(nameOf(place))
      } else {
        look.keys.add(keyIdOf(envelope) ?? '')
        if (found.state === 'unreadable') look.unreadable.push(tell({ place, remedy, ...found }))
        else if (!rotated.has(nameOf(place))) look.current += 1
      }
      done += 1
      // Some may have come since they were counted.
      onValue({ done, total: Math.max(total, done) })
    }
  }
  return look
}

type TellArgs = { place: Place; remedy: string; code: Unreadable['code']; why: string }

const tell = ({ place, remedy, code, why }: TellArgs): Unreadable => {
  const whatToDo =
    code === 'KEY_MISSING'
      ? `Put that key back behind the first one and run this again; where it is lost, ${remedy}`
      : `To mend it, ${remedy}`
  return { ...place, code, message: `${why}. ${whatToDo}.` }
}
