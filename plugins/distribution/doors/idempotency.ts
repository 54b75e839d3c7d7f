import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonicalJson.ts'
import { DistributionError } from '../errors.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { type Operation, takesKey } from '../operation.ts'

/** How long an answer is kept for the repeat of its request, in milliseconds. */
const keptMs = 24 * 60 * 60_000

export type Kept = { status: number; response: unknown }

/** Keeps an answer: in the transaction of the work, or later, by the connection that is given. */
export type Keep = (answer: Kept, later?: Db) => Promise<void>

/**
 * The key under which a request of an operation is done once; undefined where none was given, and where a repeat changes
 * nothing in any case.
 *
 * @throws INVALID_INPUT where it has not 1 to 255 visible characters, and where the answer to a repeat may not be kept
 */
export const readKey = (operation: Operation, key: unknown): string | undefined => {
  if (key === undefined) return undefined
  if (operation.answersSecret) {
    throw new DistributionError(
      'INVALID_INPUT',
      'The answer to this holds a secret, so it is not kept for a repeat: send it without an Idempotency-Key. Where no answer came, look whether it was done, and undo it before you send it again.',
    )
  }
  if (!takesKey(operation)) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw new DistributionError(
    'INVALID_INPUT',
    'An Idempotency-Key has 1 to 255 visible characters.',
  )
}

type Request = {
  db: Db
  caller: ID
  operation: string
  key: string
  /** What the operation is asked; the same at every door. */
  input: unknown
  now: Date
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

const namesOf = ({ caller, operation, key, input }: Request) => ({
  scope: digest(JSON.stringify([String(caller), operation, key])),
  requestHash: digest(canonicalJson(input)),
})

type Known = { id: ID; status: number | null; response: unknown }

/** @throws IDEMPOTENCY_CONFLICT where the key was used for another request */
const readKnown = async (request: Request): Promise<Known | undefined> => {
  const { scope, requestHash } = namesOf(request)
  const [known] = await rows<Known & { request_hash: string }>(
    request.db,
    sql`
      select id, request_hash, status::int as status, response
      from postyard_idempotency_keys where scope = ${scope} and expires_at > ${request.now.toISOString()}`,
  )
  if (known && known.request_hash !== requestHash) {
    throw new DistributionError(
      'IDEMPOTENCY_CONFLICT',
      'This Idempotency-Key was used for another request. Use a new key for each request.',
    )
  }
  return known
}

/**
 * The answer that is kept for a request, as far as it has one already, so that its repeat asks nothing and wishes nothing.
 *
 * @throws IDEMPOTENCY_CONFLICT where the key was used for another request
 */
export const readKept = async (request: Request): Promise<Kept | undefined> => {
  const known = await readKnown(request)
  return known?.status ? { status: known.status, response: known.response } : undefined
}

/**
 * Begins a request that carries a key, inside the transaction of its work. A second request with the same key waits
 * here until the first has ended; then it gets the answer of the first, or, where that failed, does the work itself.
 *
 * @throws IDEMPOTENCY_CONFLICT where the key was used for another request
 */
export const beginOnce = async (request: Request): Promise<{ kept: Kept } | { keep: Keep }> => {
  const { db, now } = request
  const { scope, requestHash } = namesOf(request)
  await db.execute(sql`
    delete from postyard_idempotency_keys where scope = ${scope} and expires_at <= ${now.toISOString()}`)
  const [begun] = await rows<{ id: ID }>(
    db,
    sql`
      insert into postyard_idempotency_keys (scope, request_hash, expires_at, updated_at, created_at)
      values (${scope}, ${requestHash}, ${new Date(now.getTime() + keptMs).toISOString()},
              clock_timestamp(), clock_timestamp())
      on conflict (scope) do nothing
      returning id`,
  )
  const keepFor = (id: ID): { keep: Keep } => ({
    keep: async ({ status, response }, later = db) => {
      await later.execute(sql`
        update postyard_idempotency_keys
        set status = ${status}, response = ${JSON.stringify(response)}::jsonb
        where id = ${id}`)
    },
  })
  if (begun) return keepFor(begun.id)
  const known = await readKnown(request)
  if (!known) throw new Error('The note of an Idempotency-Key is gone.')
  // The first was refused, and left something behind all the same.
  if (known.status === null) return keepFor(known.id)
  return { kept: { status: known.status, response: known.response } }
}
