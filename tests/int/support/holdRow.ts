import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { eventually } from './eventually.ts'

type Client = {
  query: (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>
  release: () => void
}

/** Holds a row in a transaction of its own, as another process would, until it is let go. */
export const holdRow = async (payload: Payload, table: string, id: string) => {
  const pool = (payload.db as unknown as PostgresAdapter).pool as unknown as {
    connect: () => Promise<Client>
  }
  const client = await pool.connect()
  await client.query('begin')
  await client.query(`select id from ${table} where id = $1 for update`, [id])
  return {
    query: client.query.bind(client),
    /**
     * Comes back when another connection waits for what this one holds. In a transaction pg_stat_activity keeps to the
     * connections that there were at the first look; pg_locks knows of all.
     */
    someoneWaits: () =>
      eventually(
        () =>
          client.query(
            'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
          ),
        ({ rows }) => rows.length > 0,
      ),
    release: async () => {
      await client.query('commit')
      client.release()
    },
  }
}
