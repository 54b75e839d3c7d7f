import { sql } from '@payloadcms/db-postgres'
import type { Executor } from '../postgres.ts'

type Args = { db: Executor; channel: string; messages: string[] }

/** Tells all listening workers, at the moment in which the transaction commits. */
export const notifyWorkers = async ({ db, channel, messages }: Args): Promise<void> => {
  await db.execute(sql`
    select pg_notify(${channel}, message)
    from unnest(${sql.param(messages)}::text[]) as message`)
}
