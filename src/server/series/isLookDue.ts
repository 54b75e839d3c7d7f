import type { ShakenDatabase } from '../chaos/openShaken.ts'

/** Whether the house would look at its flights now, if it went by the clock: it writes down when it looks next. */
export const isLookDue = async (db: ShakenDatabase, now: Date): Promise<boolean> =>
  (await db.read('select from postyard_watchmen where fly_at <= $1', [now])).length > 0
