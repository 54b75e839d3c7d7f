import { type Db, type ID, sql } from '../model/database.ts'

/**
 * Lets plans of one tenant find out one after the other with what they share their content, until the caller's
 * transaction ends. It is the last of the locks: after rows of posts, plans and deliveries, after `lockPlanning`. Its
 * holder waits for nothing but contents that are about to go out, whose holders wait for nothing of all these.
 */
export const lockContents = async ({ db, tenant }: { db: Db; tenant: ID }): Promise<void> => {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`postyard:contents:${tenant}`}, 0))`,
  )
}
