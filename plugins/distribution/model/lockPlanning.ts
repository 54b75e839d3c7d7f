import { type Db, type ID, sql } from './database.ts'

/**
 * Lets only one at a time plan for a tenant, until the caller's transaction ends. Whoever looks at what other plans have
 * taken, and then takes room itself (caps of a channel, the spacing of the same content, the times of a network plan), does
 * both under this lock, so that two at once cannot take the same room.
 *
 * The order of locks is one everywhere: the post's row, rows of deliveries in the order of their ids, rows of channels, this
 * one, and that of contents (`lockContents`) last. Whoever holds it waits for no row that another transaction may hold: it
 * only writes rows that it has locked before or makes new; pictures that two plans want made are asked for before it,
 * but for deliveries outside of claims that are told to try again and are planned anew. Should two wait for one another there, Postgres ends
 * one of them, and it is done once more (`inTransactionAgain`).
 */
export const lockPlanning = async (db: Db, tenant: ID): Promise<void> => {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`postyard:planning:${tenant}`}, 0))`,
  )
}
