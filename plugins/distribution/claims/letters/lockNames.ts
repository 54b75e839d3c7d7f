import { type Db, type ID, sql } from '../../model/database.ts'

/**
 * Lets a message that finds something missing and whoever brings that go one after the other, until the transaction ends:
 * either the message finds it, or its letter is there to be taken up.
 */
export const lockNames = async (db: Db, tenant: ID): Promise<void> => {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`postyard claim letters ${tenant}`}, 0))`,
  )
}
