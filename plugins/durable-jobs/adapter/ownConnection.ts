import { drizzle, type NodePgClient } from '@payloadcms/db-postgres/drizzle/node-postgres'
import type { Payload } from 'payload'
import type { Adapter, Executor } from '../postgres.ts'
import { watchPool } from './watchPool.ts'

type Args = { adapter: Adapter; logger: Payload['logger'] }

export type OwnConnection = {
  db: () => Executor
  close: () => Promise<void>
}

/**
 * Up to two connections for heartbeats and look-ups, apart from the application's pool: a heartbeat that waits
 * behind the application's own queries comes too late exactly when it is needed. Opened at first use, and given up
 * after a minute without one.
 */
export const makeOwnConnection = ({ adapter, logger }: Args): OwnConnection => {
  let open: { pool: Adapter['pool']; db: Executor } | undefined

  const make = () => {
    const pool = new adapter.pg.Pool({
      ...adapter.poolOptions,
      allowExitOnIdle: true,
      application_name: `${adapter.poolOptions.application_name ?? 'payload'} durable-jobs`,
      connectionTimeoutMillis: adapter.poolOptions.connectionTimeoutMillis ?? 10_000,
      idleTimeoutMillis: 60_000,
      max: 2,
      min: 0,
      query_timeout: 10_000,
      statement_timeout: 10_000,
    })
    watchPool({ pool, logger })
    // The same pg, of which an installation may hold the types twice.
    return { pool, db: drizzle({ client: pool as unknown as NodePgClient }) }
  }

  return {
    db: () => {
      open ??= make()
      return open.db
    },
    close: async () => {
      const closing = open
      open = undefined
      await closing?.pool.end()
    },
  }
}
