import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Place } from './sealedFields.ts'

export type Keyring = { id: string; key: string }[]

const additionalData = (place: Place): Buffer =>
  Buffer.from(
    JSON.stringify([place.tenant, place.collection, place.document, place.field].map(String)),
  )

/**
 * Encrypts with AES-256-GCM under the first key of the ring, bound to its place.
 * The envelope is `v1:<key id>:<nonce>:<ciphertext>:<tag>`, the parts in base64url.
 */
export const seal = (secret: string, place: Place, keyring: Keyring): string => {
  const active = keyring[0]
  if (!active) throw new Error('There is no key to encrypt with.')
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(active.key, 'base64'), nonce)
  cipher.setAAD(additionalData(place))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return [
    'v1',
    active.id,
    nonce.toString('base64url'),
    sealed.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
  ].join(':')
}

/** Opens an envelope; throws where it was moved, changed, or sealed with a key that is not in the ring. */
export const unseal = (envelope: string, place: Place, keyring: Keyring): string => {
  const [version, keyId, nonce, sealed, tag] = envelope.split(':')
  if (version !== 'v1' || !keyId || !nonce || sealed === undefined || !tag) {
    throw new Error('This is no sealed secret.')
  }
  const found = keyring.find((entry) => entry.id === keyId)
  if (!found)
    throw new Error(`The secret was sealed with the key "${keyId}", which is not in the ring.`)
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(found.key, 'base64'),
    Buffer.from(nonce, 'base64url'),
    // A shorter one would be easier to guess.
    { authTagLength: 16 },
  )
  decipher.setAAD(additionalData(place))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([
    decipher.update(Buffer.from(sealed, 'base64url')),
    decipher.final(),
  ]).toString('utf8')
}

/** The id of the key that an envelope was sealed with; undefined where it is none. */
export const keyIdOf = (envelope: string): string | undefined =>
  /^v1:([\w-]{1,40}):[\w-]+:[\w-]*:[\w-]+$/.exec(envelope)?.[1]

/** Tells whether two secrets are the same without keeping either. */
export const fingerprint = (secret: string): string =>
  createHash('sha256').update('postyard:fingerprint:').update(secret).digest('base64url')
