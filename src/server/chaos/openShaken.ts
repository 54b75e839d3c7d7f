import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { codeOf } from '../setupError.ts'

export type ShakenDatabase = {
  /** Runs a statement; while the database is away it waits and tries again, for at most a minute. */
  read: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>
  /** Runs a statement once; undefined where the connection broke. */
  tryOnce: <Row extends pg.QueryResultRow>(text: string) => Promise<Row[] | undefined>
  close: () => Promise<void>
}

/** What the driver and Postgres say where a connection, and not a statement, is at fault. */
const isBroken = (error: unknown): boolean =>
  /^(57P0\d|08\d{3}|ECONN\w+|EPIPE)$/.test(codeOf(error)) ||
  (error instanceof Error && /terminat|connection|timeout/i.test(error.message))

/** A database that restarts while it is looked at. */
export function openShaken(url: string): ShakenDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 3, application_name: 'chaos' })
  // A connection that breaks while it is idle is made anew for the next statement.
  pool.on('error', () => {})
  const tryOnce = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => {
    try {
      return (await pool.query<Row>(text, values)).rows
    } catch (error) {
      if (isBroken(error)) return undefined
      throw error
    }
  }
  return {
    tryOnce,
    async read<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      for (const end = Date.now() + 60_000; ; await sleep(250)) {
        const rows = await tryOnce<Row>(text, values)
        if (rows) return rows
        if (Date.now() > end) throw new Error('The database has been away for a minute.')
      }
    },
    close: () => pool.end(),
  }
}
