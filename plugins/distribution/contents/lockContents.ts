import { type Db, type ID, sql } from '../model/database.ts'

/**
 * Lets plans of one tenant find out one after the other with what they share their content, until the caller's
 * transaction ends. It is the last of the locks wherever a plan is made: after rows of posts, plans and
 * deliveries, after pictures that are to be made, after `lockPlanning`. A delivery of a network plan that is planned anew
 * because its post was edited asks for its pictures after it; should two wait for one another so, Postgres ends one of
 * them, and it is done once more (`inTransactionAgain`).
 */
export const lockContents = async ({ db, tenant }: { db: Db; tenant: ID }): Promise<void> => {
  await db.execute(
    sql`
      select set_config('idle_in_transaction_session_timeout', '60s', true),
        pg_advisory_xact_lock(hashtextextended(${`postyard:contents:${tenant}`}, 0))`,
  )
}
