import { randomBytes } from 'node:crypto'
import type { Payload } from 'payload'
import { type Db, poolOf, rows, sql } from '../model/database.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { type Link, makeLink, noLink } from './link.ts'
import { readParts } from './readParts.ts'

/** So many receipts get their links in one transaction. */
const batch = 500

const turnOf = (tenant: string) => sql`hashtextextended(${`postyard seals ${tenant}`}, 0)`

/** True for the one who seals this tenant's receipts now. */
const takeTurn = async (db: Db, tenant: string): Promise<boolean> => {
  const [turn] = await rows<{ isOurs: boolean }>(
    db,
    sql`select pg_try_advisory_xact_lock(${turnOf(tenant)}) as "isOurs"`,
  )
  return turn?.isOurs === true
}

const readHead = async (db: Db, tenant: string): Promise<Pick<Link, 'seq' | 'hash'>> => {
  const [head] = await rows<{ seq: number; hash: string }>(
    db,
    sql`select seq::float8 as seq, hash from postyard_receipt_heads where tenant = ${tenant}`,
  )
  return head ?? { seq: 0, hash: noLink }
}

const addLinks = async (db: Db, tenant: string, links: Link[]): Promise<void> => {
  const last = links.at(-1)
  if (!last) return
  await db.execute(sql`
    insert into postyard_receipt_links
      (tenant, seq, receipt, facts, personal, salt, previous, sealed_at, hash)
    select ${tenant}, l.seq, l.receipt, l.facts, l.personal, l.salt, l.previous, l."sealedAt", l.hash
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(
      seq bigint, receipt text, facts text, personal text, salt text, previous text,
      "sealedAt" timestamptz, hash text)`)
  await db.execute(sql`
    delete from postyard_unsealed_receipts
    where tenant = ${tenant} and receipt = any(${sql.param(links.map(({ receipt }) => receipt))})`)
  await db.execute(sql`
    insert into postyard_receipt_heads (tenant, seq, hash) values (${tenant}, ${last.seq}, ${last.hash})
    on conflict (tenant) do update set seq = excluded.seq, hash = excluded.hash`)
}

type Turn = { db: Db; tenant: string; now: () => Date }

/** Seals one batch of a tenant, whose turn is the caller's; returns how many. */
const sealBatch = async ({ db, tenant, now }: Turn): Promise<number> => {
  const waiting = await rows<{ receipt: string }>(
    db,
    sql`select receipt from postyard_unsealed_receipts where tenant = ${tenant} limit ${batch}`,
  )
  const ids = waiting.map(({ receipt }) => receipt)
  const receipts = await readParts({ db, tenant, ids })
  const head = await readHead(db, tenant)
  const sealedAt = now()
  const links: Link[] = []
  for (const receipt of receipts) {
    const { seq, hash: previous } = links.at(-1) ?? head
    const salt = randomBytes(16).toString('hex')
    links.push(makeLink({ tenant, seq: seq + 1, previous, receipt, salt, sealedAt }))
  }
  await addLinks(db, tenant, links)
  return links.length
}

/**
 * Links all that is closed of a tenant by now, in the caller's transaction; whoever else is at it is waited for. Nobody
 * else links receipts of this tenant until the transaction ends.
 */
export const sealAtOnce = async (turn: Turn): Promise<void> => {
  await turn.db.execute(sql`select pg_advisory_xact_lock(${turnOf(turn.tenant)})`)
  while ((await sealBatch(turn)) === batch);
}

/**
 * Links closed receipts into the chains of their tenants, in the order in which they are found: of one tenant one at a
 * time over all processes, of several side by side. Nothing that closes a receipt waits for it; until it is done a change
 * of the receipt would leave no trace. Returns how many were linked; costs one look where nothing waits.
 */
export const sealReceipts = async (args: {
  payload: Payload
  /** @default all */
  tenant?: string
  now: () => Date
}): Promise<number> => {
  const { payload, now } = args
  const waiting = args.tenant
    ? [{ tenant: args.tenant }]
    : await rows<{ tenant: string }>(
        poolOf(payload),
        sql`select distinct tenant from postyard_unsealed_receipts`,
      )
  let sealed = 0
  const faults: Error[] = []
  for (const { tenant } of waiting) {
    try {
      for (;;) {
        // 0 also where somebody else is at it.
        const count = await inOwnTransaction(payload, async (db) =>
          (await takeTurn(db, tenant)) ? sealBatch({ db, tenant, now }) : 0,
        )
        sealed += count
        if (count < batch) break
      }
    } catch (cause) {
      // A chain that cannot be gone on with keeps none of the others from theirs.
      faults.push(new Error(`The receipts of client ${tenant} could not be linked.`, { cause }))
    }
  }
  if (faults[0]) throw faults[0]
  return sealed
}
