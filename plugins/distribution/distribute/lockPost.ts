import { type Db, type ID, sql } from '../model/database.ts'

/**
 * Keeps a post as it is until the caller's transaction ends. Whoever plans it waits for an edit that is under way, and
 * an edit waits for whoever plans it; so no plan is made of words that are changed in the same moment.
 */
export const lockPost = async (db: Db, post: { id: ID; tenant: ID }): Promise<void> => {
  await db.execute(sql`
    select id from postyard_posts where id = ${post.id} and tenant_id = ${post.tenant} for share`)
}

/** As `lockPost`, and no two plan it at once: whoever comes second finds the plan of the first. */
export const lockPostAlone = async (db: Db, post: { id: ID; tenant: ID }): Promise<void> => {
  await db.execute(sql`
    select id from postyard_posts where id = ${post.id} and tenant_id = ${post.tenant} for no key update`)
}
