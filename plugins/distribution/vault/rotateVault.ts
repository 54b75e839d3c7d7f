import type { Payload } from 'payload'
import { poolOf } from '../model/database.ts'
import { settingsOf } from '../settings.ts'
import { awaitEarlier } from './awaitEarlier.ts'
import { type Look, sealAnew, type Unreadable } from './sealAnew.ts'
import { shelvesOf } from './sealedRows.ts'

export type Rotation = {
  /** The id of the first key of the ring, which seals. */
  key: string
  rotated: number
  /** Were sealed with it already. */
  current: number
  unreadable: Unreadable[]
  /** Ids of the other keys of the ring: those that values still need, and those that nothing needs any more. */
  usedKeys: string[]
  unusedKeys: string[]
  /**
   * `interrupted` and `unsettled` cannot say which keys are needed, so both lists of them are empty: run again. The
   * latter comes of others who kept writing with an older key, or of a transaction that did not end.
   */
  end: 'done' | 'interrupted' | 'unsettled'
}

export type RotationProgress = { step: 'sealing' | 'checking'; done: number; total: number }

type Args = {
  payload: Payload
  onProgress?: (progress: RotationProgress) => void
  signal?: AbortSignal
  /** How long transactions that began before are waited for, ms. */
  waitMs?: number
}

/** Somebody who keeps sealing with another key would have no end of it. */
const mostLooks = 5

/**
 * Seals every sealed value with the first key of the ring, beside all who read and write: each is replaced only where it
 * still is what was read. Then looks again until nothing is left to do, and nobody is left who may write back what they
 * had read before. What cannot be opened is left alone and named. May be stopped, and run again, at any time.
 */
export const rotateVault = async (args: Args): Promise<Rotation> => {
  const { payload, onProgress, signal, waitMs = 30_000 } = args
  const db = poolOf(payload)
  const keyring = settingsOf(payload).encryptionKeys
  const shelves = shelvesOf(payload)
  const rotated = new Set<string>()
  const lookOnce = (step: RotationProgress['step']) => {
    const onValue = (counts: { done: number; total: number }) => onProgress?.({ step, ...counts })
    return sealAnew({ db, payload, keyring, shelves, rotated, onValue, signal })
  }
  let look = await lookOnce('sealing')
  let isDone = false
  for (let looks = 1; looks < mostLooks && !isDone; looks += 1) {
    if (!(await awaitEarlier({ db, waitMs, signal }))) break
    look = await lookOnce('checking')
    isDone = look.stale === 0 && !signal?.aborted
  }
  const end = isDone ? 'done' : signal?.aborted ? 'interrupted' : 'unsettled'
  return {
    key: keyring[0]?.id ?? '',
    rotated: rotated.size,
    current: look.current,
    unreadable: look.unreadable,
    ...judgeKeys(keyring.slice(1), isDone ? look : undefined),
    end,
  }
}

const judgeKeys = (older: { id: string }[], look: Look | undefined) => {
  const known = look ? older.map(({ id }) => id) : []
  return {
    usedKeys: known.filter((id) => look?.keys.has(id)),
    unusedKeys: known.filter((id) => !look?.keys.has(id)),
  }
}
