import { sql } from '@payloadcms/db-postgres'
import type { Executor } from '../postgres.ts'

type Args = { db: Executor; keys: string[] }

/**
 * Takes each key until the end of the transaction, without waiting for any (and so without a deadlock).
 * Returns the keys that were got; another transaction is just now claiming a job of the others.
 */
export const lockConcurrencyKeys = async ({ db, keys }: Args): Promise<Set<string>> => {
  const { rows } = await db.execute(sql`
    select key
    from unnest(${sql.param(keys)}::text[]) as key
    where pg_try_advisory_xact_lock(hashtextextended('payload-jobs concurrency key ' || key, 0))`)
  return new Set(rows.map((row) => String(row.key)))
}
