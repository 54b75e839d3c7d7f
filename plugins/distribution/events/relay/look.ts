import { type Db, rows, sql } from '../../model/database.ts'

/** What there may be to do. */
export type Look = {
  /** Events wait for their position. */
  areWaiting: boolean
  /** The last position that was given; null before the first. */
  position: string | null
  /** An event is due to be sent to a subscriber. */
  isDue: boolean
}

/** One look into three small indexes: all that an idle worker does. */
export const look = async ({ db, now }: { db: Db; now: Date }): Promise<Look> => {
  const [found] = await rows<Look>(
    db,
    sql`
      select exists (select 1 from postyard_events where position is null) as "areWaiting",
             (select position::text from postyard_event_clock) as position,
             exists (
               select 1 from postyard_event_deliveries
               where state = 'pending' and next_at <= ${now.toISOString()}) as "isDue"`,
  )
  return found ?? { areWaiting: false, position: null, isDue: false }
}
