import { type Db, sql } from '../../model/database.ts'
import { keepLogMs } from './schedule.ts'

/** Rows of the log that one call removes at most. */
export const prunedAtOnce = 5_000

/** Removes from the log of all subscribers what was settled long ago, some at a time. Returns how many. */
export const pruneLog = async ({ db, now }: { db: Db; now: Date }): Promise<number> => {
  const { rowCount } = await db.execute(sql`
    delete from postyard_event_deliveries
    where (subscriber, position) in (
      select subscriber, position from postyard_event_deliveries
      where settled_at < ${new Date(now.getTime() - keepLogMs).toISOString()}
      order by settled_at limit ${prunedAtOnce})`)
  return rowCount ?? 0
}
