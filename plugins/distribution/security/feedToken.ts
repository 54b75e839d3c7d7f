import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ID } from '../id.ts'

type Named = { channel: string; renewals: number }

const sign = ({ channel, renewals }: Named, secret: string): Buffer =>
  createHmac('sha256', secret).update(`postyard:feed:${renewals}:${channel}`).digest()

/**
 * What stands in the address of a feed, and lets whoever has the address read it: readers of feeds have nothing else to
 * show. It is kept nowhere, and another one as soon as the count of renewals grows.
 */
export const feedToken = (args: { channel: ID; renewals: number; secret: string }): string => {
  const channel = String(args.channel)
  return `${channel}.${sign({ ...args, channel }, args.secret).toString('base64url')}`
}

/** The channel, as text, that a token names; whether it may be read only `isFeedToken` tells. */
export const channelOfToken = (token: string): string => token.split('.')[0] ?? ''

export const isFeedToken = (
  token: string,
  args: { channel: ID; renewals: number; secret: string },
): boolean => {
  const [channel = '', signature = '', ...rest] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = sign({ ...args, channel: String(args.channel) }, args.secret)
  return (
    rest.length === 0 &&
    channel === String(args.channel) &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  )
}
