import { createHmac, timingSafeEqual } from 'node:crypto'
import { DistributionError } from '../errors.ts'

/** What a signed link opens: one file of one tenant. */
export type LinkClaim = { file: number | string; tenant: number | string }

const sign = (body: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`postyard:file:${body}`).digest()

/** A token for one file that ends at `expiresAt`. It names no secret and can be handed to a phone. */
export const signLink = (claim: LinkClaim, expiresAt: Date, secret: string): string => {
  const body = Buffer.from(
    JSON.stringify([claim.file, claim.tenant, Math.floor(expiresAt.getTime() / 1000)]),
  ).toString('base64url')
  return `${body}.${sign(body, secret).toString('base64url')}`
}

/**
 * Reads a token.
 *
 * @throws LINK_INVALID where it was not signed by us
 * @throws LINK_EXPIRED where its time is over
 */
export const openLink = (token: string, now: Date, secret: string): LinkClaim => {
  const [body, signature] = token.split('.')
  const given = Buffer.from(signature ?? '', 'base64url')
  const expected = sign(body ?? '', secret)
  if (!body || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new DistributionError(
      'LINK_INVALID',
      'This link was not made by us. Open the task again.',
    )
  }
  const [file, tenant, expires] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [
    number | string,
    number | string,
    number,
  ]
  if (expires * 1000 <= now.getTime()) {
    throw new DistributionError('LINK_EXPIRED', 'This link has expired. Open the task again.')
  }
  return { file, tenant }
}
