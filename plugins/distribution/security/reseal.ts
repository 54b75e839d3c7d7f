import type { Place } from './sealedFields.ts'
import { type Keyring, keyIdOf, seal, unseal } from './vault.ts'

export type Resealed =
  | { state: 'current' }
  /** The same secret, sealed with the first key. */
  | { state: 'resealed'; sealed: string }
  | { state: 'unreadable'; code: 'KEY_MISSING' | 'NOT_OPENED'; why: string; cause: unknown }

/**
 * What becomes of a sealed value when the first key of the ring seals everything: it is opened where it lies, so what was
 * moved or changed is found out, and one that cannot be opened is never sealed anew. Nothing of a secret is in `why`.
 */
export const reseal = (envelope: string, place: Place, keyring: Keyring): Resealed => {
  const keyId = keyIdOf(envelope)
  const isKnown = keyring.some(({ id }) => id === keyId)
  try {
    const secret = unseal(envelope, place, keyring)
    if (keyId === keyring[0]?.id) return { state: 'current' }
    return { state: 'resealed', sealed: seal(secret, place, keyring) }
  } catch (cause) {
    if (keyId === undefined) {
      return { state: 'unreadable', code: 'NOT_OPENED', why: 'This is no sealed value', cause }
    }
    if (!isKnown) {
      const why = `It was sealed with the key "${keyId}", which is not among the keys`
      return { state: 'unreadable', code: 'KEY_MISSING', why, cause }
    }
    const why = `It does not open with the key "${keyId}": it was changed, or moved here from another record, or another key has that name now`
    return { state: 'unreadable', code: 'NOT_OPENED', why, cause }
  }
}
