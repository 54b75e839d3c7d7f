import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ID } from '../id.ts'

/** Whose feed it is: a token of one opens nothing of the other. */
export type FeedOwner = { channel: ID } | { series: ID }

type Args = FeedOwner & { renewals: number; secret: string }

/** The owner as it stands in the token, and what its signature is made for. */
const nameOf = (owner: FeedOwner): { name: string; purpose: 'feed' | 'series' } =>
  'series' in owner
    ? { name: String(owner.series), purpose: 'series' }
    : { name: String(owner.channel), purpose: 'feed' }

const sign = ({ renewals, secret, ...owner }: Args): Buffer => {
  const { name, purpose } = nameOf(owner as FeedOwner)
  return createHmac('sha256', secret).update(`postyard:${purpose}:${renewals}:${name}`).digest()
}

/**
 * What stands in the address of a feed, and lets whoever has the address read it: readers of feeds have nothing else to
 * show. It is kept nowhere, and another one as soon as the count of renewals grows.
 */
export const feedToken = (args: Args): string =>
  `${nameOf(args).name}.${sign(args).toString('base64url')}`

/** The owner, as text, that a token names; whether it may be read only `isFeedToken` tells. */
export const ownerOfToken = (token: string): string => token.split('.')[0] ?? ''

export const isFeedToken = (token: string, args: Args): boolean => {
  const [owner = '', signature = '', ...rest] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = sign(args)
  return (
    rest.length === 0 &&
    owner === nameOf(args).name &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  )
}
