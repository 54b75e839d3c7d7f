import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { eventually } from './eventually.ts'

type Client = {
  query: (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>
  release: () => void
}

/** Keeps everybody from writing into a table until it is let go; it can be read. */
export const lockTable = async (payload: Payload, table: string) => {
  const pool = (payload.db as unknown as PostgresAdapter).pool as unknown as {
    connect: () => Promise<Client>
  }
  const client = await pool.connect()
  await client.query('begin')
  await client.query(`lock table ${table} in share row exclusive mode`)
  return {
    /** Comes back when so many connections wait for this one, or for another that waits for it. */
    waiters: (count: number) =>
      eventually(
        () => client.query('select distinct pid from pg_locks where not granted'),
        ({ rows }) => rows.length >= count,
      ),
    release: async () => {
      await client.query('commit')
      client.release()
    },
  }
}
