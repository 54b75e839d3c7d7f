import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonicalJson.ts'

/**
 * One link of a tenant's chain. Every digest is the SHA-256, in hexadecimal, of canonical JSON (RFC 8785):
 * `facts` of the receipt's facts; `personal` of `{ salt, personal }`; `hash` of the link without `hash` and `salt`.
 */
export type Link = {
  tenant: string
  /** 1, 2, 3 … for each tenant. */
  seq: number
  /** The id of the receipt. */
  receipt: string
  facts: string
  personal: string
  /** The hash of the link before it; `noLink` for the first. */
  previous: string
  /** UTC, in milliseconds, as ISO 8601. */
  sealedAt: string
  hash: string
  /** Null where what is personal was erased. */
  salt: string | null
}

/** What the first link has before it. */
export const noLink = '0'.repeat(64)

const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex')

export const digestFacts = (facts: Record<string, unknown>): string => digestOf(facts)

export const digestPersonal = (personal: Record<string, unknown>, salt: string): string =>
  digestOf({ salt, personal })

export const hashLink = (link: Omit<Link, 'hash' | 'salt'>): string => {
  const { tenant, seq, receipt, facts, personal, previous, sealedAt } = link
  return digestOf({ tenant, seq, receipt, facts, personal, previous, sealedAt })
}

type Args = {
  tenant: string
  seq: number
  previous: string
  receipt: { facts: Record<string, unknown> & { id: string }; personal: Record<string, unknown> }
  salt: string
  sealedAt: Date
}

/** The link of a receipt behind the link whose hash is `previous`. */
export const makeLink = ({ tenant, seq, previous, receipt, salt, sealedAt }: Args): Link => {
  const link = {
    tenant,
    seq,
    receipt: receipt.facts.id,
    facts: digestFacts(receipt.facts),
    personal: digestPersonal(receipt.personal, salt),
    previous,
    sealedAt: sealedAt.toISOString(),
  }
  return { ...link, hash: hashLink(link), salt }
}
