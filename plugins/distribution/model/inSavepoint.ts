import { type Db, sql } from './database.ts'

/** Does a part of a transaction that may fail without the rest: what it wrote is taken back where it throws. */
export const inSavepoint = async <Result>(db: Db, work: () => Promise<Result>): Promise<Result> => {
  await db.execute(sql`savepoint part`)
  try {
    const result = await work()
    await db.execute(sql`release savepoint part`)
    return result
  } catch (error) {
    await db.execute(sql`rollback to savepoint part`)
    await db.execute(sql`release savepoint part`)
    throw error
  }
}
