import { drizzle, type NodePgClient } from '@payloadcms/db-postgres/drizzle/node-postgres'
import type { Adapter } from '../postgres.ts'

type Pool = Adapter['pool']
type Client = InstanceType<Adapter['pg']['Client']> & {
  release: (error?: Error | boolean) => void
}
type Query = [config: { text: string }, values?: unknown[]]

const nothing = { rows: [], rowCount: 0, fields: [] }

/** A connection that is taken from the pool, and on which the transaction begins, when it has something to say. */
const makeLazyClient = (pool: Pool) => {
  let begin: Query | undefined
  let opening: Promise<Client> | undefined

  const send = (client: Client, query: Query) =>
    (client.query as (...query: Query) => Promise<unknown>)(...query)

  const open = async (): Promise<Client> => {
    const client = (await pool.connect()) as Client
    try {
      if (begin) await send(client, begin)
      return client
    } catch (error) {
      client.release(error instanceof Error ? error : true)
      throw error
    }
  }

  return {
    query: async (...query: Query): Promise<unknown> => {
      const { text } = query[0]
      if (!opening) {
        if (/^begin\b/i.test(text)) {
          begin = query
          return nothing
        }
        if (/^(commit|rollback)$/i.test(text)) return nothing
        opening = open()
      }
      return send(await opening, query)
    },
    release: (error?: Error | boolean) => {
      opening?.then(
        (client) => client.release(error),
        () => {
          // There is no connection to give back: it has been told to whoever asked for it.
        },
      )
    },
  }
}

const makeLazyDrizzle = (adapter: Adapter) =>
  drizzle({
    client: Object.create(adapter.pool, {
      connect: { value: async () => makeLazyClient(adapter.pool) },
    }) as NodePgClient,
    logger: adapter.logger || false,
    schema: adapter.schema,
  })

type Args = {
  adapter: Adapter
  /** Whether it is asked from within the run of a job. */
  isInRun: () => boolean
}

/**
 * Payload opens a transaction around each write of a job, and so holds a connection of the application's pool also where
 * the write itself is made elsewhere, together with others. Within runs a transaction therefore takes its connection with
 * its first statement; one without a statement takes none. For Postgres this makes no difference: what a transaction
 * sees is settled by its first statement, not by `begin`.
 */
export const openLazily = ({ adapter, isInRun }: Args): void => {
  const { beginTransaction } = adapter
  let lazy: { of: unknown; drizzle: ReturnType<typeof makeLazyDrizzle> } | undefined

  adapter.beginTransaction = async function beginLazily(options) {
    if (!isInRun()) return beginTransaction.call(this, options)
    await adapter.initializing
    // In development the schema is built anew each time that the config changes.
    if (lazy?.of !== adapter.drizzle)
      lazy = { of: adapter.drizzle, drizzle: makeLazyDrizzle(adapter) }
    return beginTransaction.call(
      Object.create(adapter, { drizzle: { value: lazy.drizzle } }),
      options,
    )
  }
}
