import { createHash, timingSafeEqual } from 'node:crypto'

/** A secret of a phone's own making: at least 32 random bytes in base64url. */
export const secretPattern = /^[\w-]{43,128}$/

/** What is kept of the secret. It is random and long, so that a plain hash cannot be turned back. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update('postyard:device:').update(secret).digest('base64url')

/** True where a secret is the one of which the hash was kept; takes the same time wherever they differ. */
export const isSecretOf = (secret: string, hash: string): boolean => {
  const given = Buffer.from(hashSecret(secret))
  const kept = Buffer.from(hash)
  return given.length === kept.length && timingSafeEqual(given, kept)
}

/** Reads `Device <id>.<secret>` out of the header `Authorization`; undefined where it says something else. */
export const readDeviceHeader = (
  header: string | null,
): { id: string; secret: string } | undefined => {
  const [, id, secret] = /^Device ([\w-]{1,64})\.([\w-]{43,128})$/.exec(header ?? '') ?? []
  return id && secret ? { id, secret } : undefined
}
