import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { ID } from '../id.ts'

const sign = (body: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`postyard:unsubscribe:${body}`).digest()

/** What stands for an address where it must not be read: the first half of its SHA-256, in hex. */
export const readerOf = (address: string): string =>
  createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 32)

/** What lets one reader of one mail channel say that they want no more, without a log-in and for ever. It names no address. */
export const unsubscribeToken = (args: {
  channel: ID
  address: string
  secret: string
}): string => {
  const body = `${args.channel}.${readerOf(args.address)}`
  return `${body}.${sign(body, args.secret).toString('base64url')}`
}

/** Whose token it is; undefined where it was not made by us. */
export const readUnsubscribeToken = (
  token: string,
  secret: string,
): { channel: string; reader: string } | undefined => {
  const [channel = '', reader = '', signature = '', ...rest] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = sign(`${channel}.${reader}`, secret)
  if (rest.length > 0 || given.length !== expected.length) return undefined
  return timingSafeEqual(given, expected) ? { channel, reader } : undefined
}
