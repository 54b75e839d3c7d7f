import { type Db, rows, sql } from '../model/database.ts'
import { type Before, type Break, checkLink } from './checkLink.ts'
import { noLink } from './link.ts'
import { eachLink } from './readLinks.ts'

/** What was found of one tenant's chain. */
export type Verdict = {
  tenant: string
  /** How many links were checked, and of how many of them what was personal is erased. */
  links: number
  erased: number
  /** Closed a moment ago, and linked within seconds. */
  waiting: number
  /** The last link that was checked: kept elsewhere, it shows later whether the end was cut off. Null for none. */
  head: Before | null
  /** The number behind which it goes on, where there are more links than were to be checked. */
  next: number | null
  /** The first place where the chain does not hold. */
  broken: Break | null
}

type End = { seq: number; hash: string; last: number; waiting: number }

const readEnd = async (db: Db, tenant: string): Promise<End> => {
  const [end] = await rows<End>(
    db,
    sql`
      select coalesce(h.seq, 0)::float8 as seq, coalesce(h.hash, ${noLink}) as hash,
             (select coalesce(max(seq), 0)::float8 from postyard_receipt_links where tenant = ${tenant}) as last,
             (select count(*)::int from postyard_unsealed_receipts where tenant = ${tenant}) as waiting
      from (select 1) one left join postyard_receipt_heads h on h.tenant = ${tenant}`,
  )
  return end ?? { seq: 0, hash: noLink, last: 0, waiting: 0 }
}

/** A closed receipt that neither has a link nor waits for one, or one that waits and is gone. */
const findOutside = async (db: Db, tenant: string) => {
  const [found] = await rows<{ id: string; isThere: boolean }>(
    db,
    sql`
      (select r.id::text as id, true as "isThere" from postyard_receipts r
       where r.tenant_id = ${tenant} and r.closed_at is not null
         and not exists (select 1 from postyard_receipt_links l where l.receipt = r.id::text)
         and not exists (select 1 from postyard_unsealed_receipts u
                         where u.tenant = ${tenant} and u.receipt = r.id::text)
       limit 1)
      union all
      (select u.receipt, false from postyard_unsealed_receipts u
       where u.tenant = ${tenant}
         and not exists (select 1 from postyard_receipts r where r.id::text = u.receipt)
       limit 1)`,
  )
  return found
}

type Args = {
  db: Db
  /** Its id as text. */
  tenant: string
  /** The last link of an earlier check, that is to be there still. */
  known?: Before
  /** Checks only what comes behind it. @default the beginning */
  from?: Before
  /** How many links at most. @default all */
  most?: number
  onLinks?: (count: number) => void
  signal?: AbortSignal
}

/**
 * Checks a tenant's chain from its beginning to its end, beside all who write: every link, every receipt as it is now,
 * the end, and that no closed receipt stands outside. A chain whose newest links and receipts were removed together with
 * its recorded end holds all the same: only a `known` link of before shows that.
 */
export const verifyTenant = async (args: Args): Promise<Verdict> => {
  const { db, tenant, known, most = Number.POSITIVE_INFINITY, onLinks, signal } = args
  const end = await readEnd(db, tenant)
  let before = args.from ?? { seq: 0, hash: noLink }
  const until = Math.min(end.seq, before.seq + most)
  const verdict: Verdict = {
    ...{ tenant, links: 0, erased: 0, waiting: end.waiting },
    head: args.from && args.from.seq > 0 ? args.from : null,
    next: until < end.seq ? until : null,
    broken: null,
  }
  const broken = (
    seq: number,
    code: Break['code'],
    message: string,
    receipt?: string,
  ): Verdict => ({
    ...verdict,
    broken: { seq, code, message, receipt: receipt ?? null },
  })
  for await (const { link, receipt } of eachLink({ db, tenant, after: before.seq, until })) {
    if (signal?.aborted) return verdict
    const found = checkLink({ link, before, receipt })
    if (found) return { ...verdict, broken: found }
    before = { seq: link.seq, hash: link.hash }
    verdict.links += 1
    verdict.head = before
    if (link.salt === null) verdict.erased += 1
    if (known?.seq === link.seq && known.hash !== link.hash) {
      const told = 'The link is not the one that was there at an earlier check: rewritten.'
      return broken(link.seq, 'HEAD_DIFFERS', told, link.receipt)
    }
    onLinks?.(verdict.links)
  }
  if (
    before.seq < until ||
    (until === end.seq && (end.last !== end.seq || before.hash !== end.hash))
  )
    return broken(
      before.seq + 1,
      'END_MISSING',
      `The chain was sealed up to link ${end.seq}, and its links end with ${end.last}: its end was cut off or written over.`,
    )
  if (known && known.seq > end.seq) {
    const told = `At an earlier check the chain went up to link ${known.seq}: its end was cut off.`
    return broken(end.seq + 1, 'END_MISSING', told)
  }
  const outside = until === end.seq ? await findOutside(db, tenant) : undefined
  if (!outside) return verdict
  const told = outside.isThere
    ? 'A closed receipt stands outside the chain: it was put in past the guards.'
    : 'A closed receipt was removed before it was linked.'
  return broken(end.seq + 1, outside.isThere ? 'NOT_IN_CHAIN' : 'RECEIPT_MISSING', told, outside.id)
}
