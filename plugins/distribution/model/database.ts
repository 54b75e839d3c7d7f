import { type PostgresAdapter, sql } from '@payloadcms/db-postgres'
import type { SQL } from '@payloadcms/db-postgres/drizzle'
import {
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type Payload,
  type PayloadRequest,
} from 'payload'

import { DistributionError } from '../errors.ts'
import type { ID } from '../id.ts'

export { sql }

/** Runs one statement: the pool itself, or the transaction that a request holds. */
export type Db = { execute: (query: SQL) => Promise<{ rows: unknown[]; rowCount: number | null }> }

export type { ID }

const adapterOf = (payload: Payload) => payload.db as unknown as PostgresAdapter

/** The request's transaction where it holds one, else the pool. */
export const dbOf = async (req: PayloadRequest): Promise<Db> => {
  const adapter = adapterOf(req.payload)
  const id = await req.transactionID
  const session = id === undefined || id === null ? undefined : adapter.sessions[id]
  return (session?.db ?? adapter.drizzle) as unknown as Db
}

export const poolOf = (payload: Payload): Db => adapterOf(payload).drizzle as unknown as Db

/** Rows of one statement, typed by the caller, who wrote its columns. */
export const rows = async <Row>(db: Db, query: SQL): Promise<Row[]> =>
  (await db.execute(query)).rows as Row[]

const isKept = (error: unknown): boolean => error instanceof DistributionError && error.isKept

/**
 * Payload's own commit says nothing of one that failed, so it is done here first, where it throws; it throws, too, where
 * somebody has ended the transaction meanwhile.
 */
const commitLoudly = async (req: PayloadRequest): Promise<void> => {
  await (await dbOf(req)).execute(sql`commit and chain`)
  await commitTransaction(req)
}

/**
 * Runs `work` in one transaction that SQL and Payload's own API share: committed when it returns,
 * rolled back when it throws, but for a refusal that says that what was written is kept. Joins the transaction that
 * `req` already holds, and then leaves both to its owner.
 */
export const inTransaction = async <Result>(
  args: { payload: Payload; req?: PayloadRequest },
  work: (tx: { db: Db; req: PayloadRequest }) => Promise<Result>,
): Promise<Result> => {
  const req = args.req ?? (await createLocalReq({}, args.payload))
  const isOwner = await initTransaction(req)
  try {
    const result = await work({ db: await dbOf(req), req })
    if (isOwner) await commitLoudly(req)
    return result
  } catch (error) {
    if (isOwner) await (isKept(error) ? commitLoudly(req) : killTransaction(req))
    throw error
  }
}

/** The largest serial id: the column is an `integer` of four bytes. */
const lastSerial = 2_147_483_647

const parseSerial = (value: unknown): number | undefined => {
  const isWritten = typeof value === 'string' && /^[1-9]\d{0,9}$/.test(value)
  const number = isWritten ? Number(value) : value
  const isSerial = typeof number === 'number' && Number.isInteger(number)
  return isSerial && number > 0 && number <= lastSerial ? number : undefined
}

/** An id from a URL or a JSON body in the form that this installation's adapter uses; undefined where it can be none. */
export const parseId = (
  payload: { db: Pick<Payload['db'], 'defaultIDType'> },
  value: unknown,
): ID | undefined => {
  if (payload.db.defaultIDType === 'number') return parseSerial(value)
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
    ? value.toLowerCase()
    : undefined
}
