import { sql } from '@payloadcms/db-postgres'
import type { Executor } from '../../postgres.ts'

/** What time it is for the database, ms since 1970. */
export const readClock = async (db: Executor): Promise<number> => {
  const { rows } = await db.execute(
    sql`select extract(epoch from clock_timestamp())::float8 * 1000 as now`,
  )
  return Number(rows[0]?.now)
}
