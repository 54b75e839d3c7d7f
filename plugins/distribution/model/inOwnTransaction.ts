import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import type { Db } from './database.ts'

/**
 * Runs `work` in a transaction of statements alone: committed when it returns, rolled back when it throws. It knows
 * nothing of Payload's own API, and spares the request object that `inTransaction` makes for that.
 */
export const inOwnTransaction = <Result>(
  payload: Payload,
  work: (db: Db) => Promise<Result>,
): Promise<Result> =>
  (payload.db as unknown as PostgresAdapter).drizzle.transaction((db) => work(db as unknown as Db))
