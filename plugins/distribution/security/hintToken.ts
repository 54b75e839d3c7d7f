import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ID } from '../id.ts'

const sign = (tenant: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`postyard:hint:${tenant}`).digest()

/** What the address of a tenant's webhook ends in. Whoever has it can make us ask Postiz a little earlier, and nothing else. */
export const hintToken = (tenant: ID, secret: string): string =>
  `${tenant}.${sign(String(tenant), secret).toString('base64url')}`

/** The tenant, as text, whose token this is; undefined where it is nobody's. */
export const readHintToken = (token: string, secret: string): string | undefined => {
  const [tenant = '', signature = ''] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = sign(tenant, secret)
  return given.length === expected.length && timingSafeEqual(given, expected) ? tenant : undefined
}
