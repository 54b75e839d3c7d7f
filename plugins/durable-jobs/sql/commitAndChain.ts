import { sql } from '@payloadcms/db-postgres'
import type { Executor } from '../postgres.ts'

/** Commits what was done so far, and leaves an empty transaction open for whoever ends it. Throws if it cannot. */
export const commitAndChain = async (db: Executor): Promise<void> => {
  await db.execute(sql`commit and chain`)
}
