import { type Db, rows, sql } from '../model/database.ts'
import type { Link } from './link.ts'
import { type LinkedReceipt, readHash, readLinks } from './readLinks.ts'

/** Which receipts of a tenant are wanted; those between them that are not come as their links alone. */
export type Wanted = {
  db: Db
  /** Its id as text. */
  tenant: string
  /** Only of this plan. */
  plan?: string
  /** When they were closed: from, and before. */
  from?: Date
  to?: Date
}

type Span = { first: number; last: number }

/** The first and the last link that stand for what is wanted; undefined where nothing is. */
const findSpan = async ({ db, tenant, plan, from, to }: Wanted): Promise<Span | undefined> => {
  const [span] = await rows<{ first: number | null; last: number | null }>(
    db,
    plan || from || to
      ? sql`
          select min(l.seq)::float8 as first, max(l.seq)::float8 as last
          from postyard_receipts r
          join postyard_receipt_links l on l.tenant = ${tenant} and l.receipt = r.id::text
          where r.tenant_id = ${tenant} and r.closed_at is not null
            ${plan ? sql`and r.plan_id = ${plan}` : sql``}
            ${from ? sql`and r.closed_at >= ${from.toISOString()}` : sql``}
            ${to ? sql`and r.closed_at < ${to.toISOString()}` : sql``}`
      : sql`
          select case when h.seq > 0 then 1::float8 end as first, h.seq::float8 as last
          from postyard_receipt_heads h where h.tenant = ${tenant}`,
  )
  if (!span || span.first === null || span.last === null) return undefined
  return { first: span.first, last: span.last }
}

/** One line of an export. */
export type ExportLine =
  | {
      kind: 'begin'
      format: 'postyard-receipts'
      version: 1
      tenant: string
      first: number
      last: number
      /** What the first link has before it. */
      previous: string
    }
  | {
      kind: 'link'
      link: Omit<Link, 'salt'>
      /** Left out where another receipt was not asked for; the salt is null where what was personal is erased. */
      receipt?: {
        facts: Record<string, unknown>
        personal: Record<string, unknown>
        salt: string | null
      }
    }
  | { kind: 'end'; last: number; hash: string }

const isWanted = ({ receipt }: LinkedReceipt, { plan, from, to }: Wanted): boolean => {
  if (!receipt) return false
  const closedAt = new Date(String(receipt.facts.closedAt))
  return (
    (!plan || receipt.facts.plan === plan) && (!from || closedAt >= from) && (!to || closedAt < to)
  )
}

const lineOf = (linked: LinkedReceipt, wanted: Wanted): ExportLine => {
  const { salt, ...link } = linked.link
  if (!linked.receipt || !isWanted(linked, wanted)) return { kind: 'link', link }
  const { facts, personal } = linked.receipt
  return { kind: 'link', link, receipt: { facts, personal, salt } }
}

/** Where a page goes on: behind which link, and where the export ends, though others are sealed meanwhile. */
export const cursorPattern = /^\d{1,15}-\d{1,15}$/

/**
 * The receipts of a tenant with their links, a page at a time, as lines that anybody can check without us:
 * `docs/verify-receipts.mjs` does. Between the first and the last receipt that is wanted no link is left out, so that none
 * can be missing unnoticed.
 */
export const exportPage = async (args: {
  wanted: Wanted
  /** As the page before gave it. @default the beginning */
  cursor?: string
  most: number
}): Promise<{ lines: ExportLine[]; next: string | null }> => {
  const { wanted, cursor, most } = args
  const { db, tenant } = wanted
  const [after = 0, until = 0] = cursor?.split('-').map(Number) ?? []
  const span: Span = cursor
    ? { first: after + 1, last: until }
    : ((await findSpan(wanted)) ?? { first: 1, last: 0 })
  const previous = await readHash({ db, tenant, seq: span.first - 1 })
  const found = await readLinks({ db, tenant, after: span.first - 1, until: span.last, most })
  const last = found.at(-1)?.link
  const lines: ExportLine[] = found.map((linked) => lineOf(linked, wanted))
  if (!cursor) {
    lines.unshift({
      ...{ kind: 'begin', format: 'postyard-receipts', version: 1 },
      ...{ tenant, ...span, previous },
    })
  }
  if (last && last.seq < span.last) return { lines, next: `${last.seq}-${span.last}` }
  lines.push({ kind: 'end', last: span.last, hash: last?.hash ?? previous })
  return { lines, next: null }
}
