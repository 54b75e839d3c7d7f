import { type Db, rows, sql } from '../model/database.ts'
import { type Link, noLink } from './link.ts'
import { readParts } from './readParts.ts'
import type { ReceiptParts } from './receiptParts.ts'

export type LinkedReceipt = { link: Link; receipt: ReceiptParts | undefined }

type Args = { db: Db; tenant: string; after: number; until: number; most: number }

/** The next links of a tenant behind the number `after`, with the receipts they stand for as those are now. */
export const readLinks = async (args: Args): Promise<LinkedReceipt[]> => {
  const { db, tenant, after, until, most } = args
  const links = await rows<Link>(
    db,
    sql`
      select tenant, seq::float8 as seq, receipt, facts, personal, previous,
             to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sealedAt",
             hash, salt
      from postyard_receipt_links
      where tenant = ${tenant} and seq > ${after} and seq <= ${until}
      order by seq limit ${most}`,
  )
  const receipts = await readParts({ db, tenant, ids: links.map(({ receipt }) => receipt) })
  const byId = new Map(receipts.map((receipt) => [receipt.facts.id, receipt]))
  const linked = links.map((link) => ({ link, receipt: byId.get(link.receipt) }))
  return withoutGoneSalts(args, linked)
}

/**
 * Receipts are read after their links, so one may have been erased in between; its salt went with it, in one transaction,
 * and is gone by now.
 */
const withoutGoneSalts = async (
  { db, tenant }: Args,
  linked: LinkedReceipt[],
): Promise<LinkedReceipt[]> => {
  const erased = linked.flatMap(({ link, receipt }) =>
    receipt?.isErased && link.salt !== null ? [link.seq] : [],
  )
  if (erased.length === 0) return linked
  const gone = await rows<{ seq: number }>(
    db,
    sql`
      select seq::float8 as seq from postyard_receipt_links
      where tenant = ${tenant} and seq = any(${sql.param(erased)}::bigint[]) and salt is null`,
  )
  const isGone = new Set(gone.map(({ seq }) => seq))
  return linked.map(({ link, receipt }) => ({
    link: isGone.has(link.seq) ? { ...link, salt: null } : link,
    receipt,
  }))
}

const batch = 1_000

/** All of them up to `until`, a batch at a time. */
export async function* eachLink(args: Omit<Args, 'most'>): AsyncGenerator<LinkedReceipt> {
  let { after } = args
  for (;;) {
    const found = await readLinks({ ...args, after, most: batch })
    yield* found
    if (found.length < batch) return
    after = found.at(-1)?.link.seq ?? after
  }
}

/** The hash of the link of a number; `noLink` before the first, and where there is none of that number. */
export const readHash = async (args: { db: Db; tenant: string; seq: number }): Promise<string> => {
  const { db, tenant, seq } = args
  const [link] = await rows<{ hash: string }>(
    db,
    sql`select hash from postyard_receipt_links where tenant = ${tenant} and seq = ${seq}`,
  )
  return link?.hash ?? noLink
}
