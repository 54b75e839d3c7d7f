import { drizzle, type NodePgClient } from '@payloadcms/db-postgres/drizzle/node-postgres'
import type { Payload } from 'payload'
import type { Adapter, Executor } from '../postgres.ts'
import { watchPool } from './watchPool.ts'

type Args = { adapter: Adapter; logger: Payload['logger'] }

type Session = Adapter['sessions'][string]

/** Under this id Payload's functions find the connections as if they were a transaction. */
const reader = 'durable-jobs reader'

type Pool = Adapter['pool']

type Client = { query: (text: string) => Promise<unknown> }

const prepareWith = (settings: string[]) => ({
  verify: (client: Client, done: (error?: Error) => void) => {
    client.query(settings.join('; ')).then(() => done(), done)
  },
})

/**
 * Compiling statements of milliseconds costs a hundred times what it saves; a claim must see what others have committed
 * since its transaction began; and a process that freezes in the middle of one must not keep all others from theirs.
 */
const common = [
  'set jit = off',
  `set default_transaction_isolation = 'read committed'`,
  `set idle_in_transaction_session_timeout = '5s'`,
]

/**
 * Every statement of this plugin has its index; on a table that grew since it was last analysed, Postgres would now and
 * then prefer to read and sort all of it. Payload's statements are not so: they sort what little they have found.
 */
const byIndexAlone = [
  ...common,
  ...['enable_seqscan', 'enable_bitmapscan', 'enable_sort', 'enable_incremental_sort'].map(
    (name) => `set ${name} = off`,
  ),
]

export type OwnConnection = {
  db: () => Executor
  /** Commits when `work` returns, and rolls back when it throws. Throws where the commit is not confirmed. */
  transaction: <Result>(work: (db: Executor) => Promise<Result>) => Promise<Result>
  /** As the id of a transaction: lets Payload's own functions read here, outside of any transaction. */
  readerID: () => string
  close: () => Promise<void>
}

/**
 * Up to three connections for claims, grouped writes, heartbeats and look-ups, and two on which Payload reads jobs back,
 * apart from the application's pool: a heartbeat that waits behind the application's own queries comes too late exactly
 * when it is needed, and a grouped write that waited for a connection which its own jobs hold would wait for ever. Opened
 * at first use, and given up after a minute without one.
 */
export const makeOwnConnection = ({ adapter, logger }: Args): OwnConnection => {
  const { poolOptions } = adapter

  const openPool = (max: number, settings: string[]) => {
    const pool = new adapter.pg.Pool({
      ...poolOptions,
      allowExitOnIdle: true,
      application_name: `${poolOptions.application_name ?? 'payload'} durable-jobs`,
      connectionTimeoutMillis: poolOptions.connectionTimeoutMillis ?? 10_000,
      idleTimeoutMillis: 60_000,
      max,
      min: 0,
      query_timeout: 10_000,
      statement_timeout: 10_000,
      ...prepareWith(settings),
    })
    watchPool({ pool, logger })
    return pool
  }

  // The same pg, of which an installation may hold the types twice.
  const drizzleOf = (pool: Pool, schema?: Adapter['schema']) =>
    drizzle({ client: pool as unknown as NodePgClient, schema })

  let own: { pool: Pool; db: ReturnType<typeof drizzleOf> } | undefined
  let readers: { pool: Pool; schema: unknown } | undefined

  const db = () => {
    if (own) return own.db
    const pool = openPool(3, byIndexAlone)
    own = { pool, db: drizzleOf(pool) }
    return own.db
  }

  const readerID = () => {
    // In development the schema is built anew each time that the config changes.
    if (readers?.schema === adapter.schema) return reader
    const pool = readers?.pool ?? openPool(2, common)
    readers = { pool, schema: adapter.schema }
    const end = async () => {}
    adapter.sessions[reader] = {
      db: drizzleOf(pool, adapter.schema) as unknown as Session['db'],
      resolve: end,
      reject: end,
    }
    return reader
  }

  return {
    db: () => db() as unknown as Executor,
    readerID,
    transaction: (work) => db().transaction((tx) => work(tx as unknown as Executor)),
    close: async () => {
      const closing = [own?.pool, readers?.pool]
      own = undefined
      readers = undefined
      delete adapter.sessions[reader]
      await Promise.all(closing.map((pool) => pool?.end()))
    },
  }
}
