import { type Db, sql } from '../../model/database.ts'
import { keepLogMs } from './schedule.ts'

/** Removes from the log of all subscribers what was settled long ago, some at a time. Returns how many. */
export const pruneLog = async ({ db, now }: { db: Db; now: Date }): Promise<number> => {
  const { rowCount } = await db.execute(sql`
    delete from postyard_event_deliveries
    where (subscriber, position) in (
      select subscriber, position from postyard_event_deliveries
      where settled_at < ${new Date(now.getTime() - keepLogMs).toISOString()}
      order by settled_at limit 5000)`)
  return rowCount ?? 0
}
