import { createHash, timingSafeEqual } from 'node:crypto'

/** What a secret is for; the hash of one purpose is none of another. */
type Purpose = 'device' | 'key'

/** What is kept of a secret. It is random and long, so that a plain hash cannot be turned back. */
export const hashSecret = (purpose: Purpose, secret: string): string =>
  createHash('sha256').update(`postyard:${purpose}:`).update(secret).digest('base64url')

/** True where a secret is the one of which the hash was kept; takes the same time wherever they differ. */
export const isSecretOf = (purpose: Purpose, secret: string, hash: string): boolean => {
  const given = Buffer.from(hashSecret(purpose, secret))
  const kept = Buffer.from(hash)
  return given.length === kept.length && timingSafeEqual(given, kept)
}
