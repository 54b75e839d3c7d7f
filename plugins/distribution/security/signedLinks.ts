import { createHmac, timingSafeEqual } from 'node:crypto'
import { DistributionError } from '../errors.ts'

/** What a signed link is made for. A link for one purpose opens nothing at the door of another. */
export type LinkPurpose = 'assist' | 'receiver' | 'claim'

const remedies: Record<LinkPurpose, string> = {
  assist: 'Open the task again.',
  claim: 'Open the claim again.',
  receiver: 'Files are kept for their receivers for a week; ask for the post to be sent again.',
}

/** What a signed link opens: one file of one tenant, and under which name it is saved, where that is not its own. */
export type LinkClaim = { file: number | string; tenant: number | string; name?: string }

/** How long the links that people are shown hold at least, in milliseconds. */
const linkMs = 6 * 60 * 60_000

/** For a while each link is the same, so that what a phone has kept of a file is found again by it. */
export const linksEnd = (now: Date): Date =>
  new Date((Math.floor(now.getTime() / linkMs) + 2) * linkMs)

const sign = (purpose: LinkPurpose, body: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`postyard:file:${purpose}:${body}`).digest()

const signatureBytes = 32

/**
 * A token for one file that ends at `expiresAt` (whole seconds). It names no secret and can be handed to a phone. All
 * of them end at once when the secret is replaced.
 */
export const signLink = (
  claim: LinkClaim,
  expiresAt: Date,
  secret: string,
  purpose: LinkPurpose = 'assist',
): string => {
  const body = Buffer.from(
    JSON.stringify([
      ...[claim.file, claim.tenant, Math.floor(expiresAt.getTime() / 1000)],
      ...(claim.name === undefined ? [] : [claim.name]),
    ]),
  ).toString('base64url')
  return `${body}.${sign(purpose, body, secret).toString('base64url')}`
}

/**
 * Reads a token.
 *
 * @throws LINK_INVALID where it was not signed by us for this purpose
 * @throws LINK_EXPIRED where its time is over
 */
export const openLink = (
  token: string,
  now: Date,
  secret: string,
  purpose: LinkPurpose = 'assist',
): LinkClaim & { expiresAt: Date } => {
  const [body = '', signature = '', ...rest] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const isSigned =
    rest.length === 0 &&
    given.length === signatureBytes &&
    timingSafeEqual(given, sign(purpose, body, secret))
  if (!isSigned) {
    throw new DistributionError(
      'LINK_INVALID',
      `This link was not made by us. ${remedies[purpose]}`,
    )
  }
  const [file, tenant, expires, name] = JSON.parse(
    Buffer.from(body, 'base64url').toString('utf8'),
  ) as [number | string, number | string, number, string?]
  if (expires * 1000 <= now.getTime()) {
    throw new DistributionError('LINK_EXPIRED', `This link has expired. ${remedies[purpose]}`)
  }
  const opens = { file, tenant, expiresAt: new Date(expires * 1000) }
  return name === undefined ? opens : { ...opens, name }
}
