import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type { Reason } from '../model/changeState.ts'
import { sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'

/** So long after its moment a delivery that nobody has woken is overdue, in ms: that was no slow tick, but an outage. */
const overdueMs = 120_000

/** True for a row that should have been woken long ago. `of` is its table's name in the query. */
export const isOverdue = ({ now, of }: { now: Date; of: 'd' | 'overdue' }): SQL => {
  const row = sql.raw(of)
  return sql`${row}.state = 'scheduled'
    and coalesce(${row}.next_attempt_at, ${row}.scheduled_at) <= ${after(now, -overdueMs).toISOString()}`
}

export const catchingUpCode = 'CATCHING_UP'

/** Of a delivery whose turn has come. */
export const caughtUp: Reason = {
  code: catchingUpCode,
  message: 'Its turn to catch up has come; a worker takes it at its second.',
}

/** What made deliveries late, as their reasons begin with it. */
export type Lateness = 'Postyard was down' | 'Its plan was paused'

/** When an overdue delivery goes out, for its reader: in the time of its tenant, or in that of the whole world. */
export const turnReason = (at: Date, timezone: string, why: Lateness): Reason => {
  const time = at.toLocaleTimeString('en-GB', { timeZone: timezone })
  return {
    code: catchingUpCode,
    message: `Goes out at ${time} (${timezone}): ${why}, and this channel catches up one post at a time.`,
  }
}

/** Of a delivery that would be too late when its turn came. */
export const turnTooLate = (graceMinutes: number, why: Lateness): Reason => ({
  code: 'STALE',
  message: `${why}, and by its turn to catch up on this channel it would be more than ${graceMinutes} minutes late, so it does not go out by itself. Publish it now, give it another time, or cancel it.`,
})
