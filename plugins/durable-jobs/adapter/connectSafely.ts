import { sql } from '@payloadcms/db-postgres'
import { DurableJobsError } from '../errors.ts'
import type { Adapter } from '../postgres.ts'
import { watchPool } from './watchPool.ts'

type WithReplicas = { $replicas?: { $client?: Adapter['pool'] }[] }

/**
 * Throws `NO_TRANSACTIONS` where the adapter was told to do without: a claim could then not be taken back. Throws
 * `ISOLATION` where transactions see only what was there when they began: two of them could then claim one key.
 */
const refuseOtherTransactions = async (adapter: Adapter): Promise<void> => {
  const id = await adapter.beginTransaction()
  if (id === null) {
    throw new DurableJobsError(
      'NO_TRANSACTIONS',
      'needs transactions. Remove `transactionOptions: false` from postgresAdapter().',
    )
  }
  const { rows } = await adapter.sessions[id]!.db.execute(sql`show transaction_isolation`)
  await adapter.rollbackTransaction(id)
  const [{ transaction_isolation: level } = {}] = rows as { transaction_isolation?: string }[]
  if (level === 'read committed') return
  throw new DurableJobsError(
    'ISOLATION',
    `needs transactions that see what others have committed, but those of this adapter are "${level}". Remove \`transactionOptions.isolationLevel\` from postgresAdapter(), or set the database's default_transaction_isolation to "read committed".`,
  )
}

/**
 * Payload's connect, with its pools watched, and without the client that it checks out and never gives back.
 *
 * That client exists only where Payload makes the pool itself; so the pool is made here. Where this first connection
 * fails, all is left to Payload, which tries again, makes a missing database, and reports what is wrong.
 */
export const connectSafely = (adapter: Adapter): void => {
  const connect = adapter.connect
  if (!connect) return
  const { logger } = adapter.payload
  adapter.connect = async function connectAndWatch(options) {
    if (!adapter.pool) {
      const pool = new adapter.pg.Pool(adapter.poolOptions)
      watchPool({ pool, logger })
      try {
        const client = await pool.connect()
        client.release()
        adapter.pool = pool
      } catch {
        await pool.end()
      }
    }
    await connect.call(this, options)
    watchPool({ pool: adapter.pool, logger })
    for (const { $client } of (adapter.drizzle as WithReplicas).$replicas ?? []) {
      if ($client) watchPool({ pool: $client, logger })
    }
    await refuseOtherTransactions(adapter)
  }
}
