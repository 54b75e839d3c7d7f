import { drizzle, type NodePgClient } from '@payloadcms/db-postgres/drizzle/node-postgres'
import type { Payload } from 'payload'
import type { Adapter, Executor } from '../postgres.ts'
import { watchPool } from './watchPool.ts'

type Args = { adapter: Adapter; logger: Payload['logger'] }

type Session = Adapter['sessions'][string]

/** Under this id Payload's functions find the connections as if they were a transaction. */
const reader = 'durable-jobs reader'

type Client = { query: (text: string) => Promise<unknown> }

/**
 * For each new connection. Every statement here has its index; on a table that grew since it was last analysed, Postgres
 * would now and then prefer to read and sort all of it. Compiling statements of milliseconds costs a hundred times what
 * it saves. And a claim must see what others have committed since its transaction began.
 */
const settings = [
  ...['jit', 'enable_seqscan', 'enable_bitmapscan', 'enable_sort', 'enable_incremental_sort'].map(
    (name) => `set ${name} = off`,
  ),
  `set default_transaction_isolation = 'read committed'`,
  // A process that freezes in the middle of a claim must not keep all others from theirs.
  `set idle_in_transaction_session_timeout = '5s'`,
].join('; ')

const prepare = {
  verify: (client: Client, done: (error?: Error) => void) => {
    client.query(settings).then(() => done(), done)
  },
}

export type OwnConnection = {
  db: () => Executor
  /** Commits when `work` returns, and rolls back when it throws. Throws where the commit is not confirmed. */
  transaction: <Result>(work: (db: Executor) => Promise<Result>) => Promise<Result>
  /** As the id of a transaction: lets Payload's own functions read here, outside of any transaction. */
  readerID: () => string
  close: () => Promise<void>
}

/**
 * Up to four connections for claims, grouped writes, heartbeats and look-ups, apart from the application's pool: a
 * heartbeat that waits behind the application's own queries comes too late exactly when it is needed, and a grouped write
 * that waited for a connection which its own jobs hold would wait for ever. Opened at first use, and given up after a
 * minute without one.
 */
export const makeOwnConnection = ({ adapter, logger }: Args): OwnConnection => {
  let open: { pool: Adapter['pool']; schema: unknown; db: ReturnType<typeof drizzle> } | undefined

  const make = () => {
    const pool = new adapter.pg.Pool({
      ...adapter.poolOptions,
      allowExitOnIdle: true,
      application_name: `${adapter.poolOptions.application_name ?? 'payload'} durable-jobs`,
      connectionTimeoutMillis: adapter.poolOptions.connectionTimeoutMillis ?? 10_000,
      idleTimeoutMillis: 60_000,
      max: 4,
      min: 0,
      query_timeout: 10_000,
      statement_timeout: 10_000,
      ...prepare,
    })
    watchPool({ pool, logger })
    // The same pg, of which an installation may hold the types twice.
    const client = pool as unknown as NodePgClient
    return { pool, schema: adapter.schema, db: drizzle({ client, schema: adapter.schema }) }
  }

  const db = () => {
    open ??= make()
    return open.db
  }

  const readerID = () => {
    // In development the schema is built anew each time that the config changes.
    if (open && open.schema !== adapter.schema) {
      open.schema = adapter.schema
      open.db = drizzle({ client: open.pool as unknown as NodePgClient, schema: adapter.schema })
    }
    const end = async () => {}
    adapter.sessions[reader] = { db: db() as unknown as Session['db'], resolve: end, reject: end }
    return reader
  }

  return {
    db: () => db() as unknown as Executor,
    readerID,
    transaction: (work) => db().transaction((tx) => work(tx as unknown as Executor)),
    close: async () => {
      const closing = open
      open = undefined
      delete adapter.sessions[reader]
      await closing?.pool.end()
    },
  }
}
