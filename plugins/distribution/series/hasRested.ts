import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { sql } from '../model/database.ts'

/**
 * Whether so many days lie between the day of an instant and the one that it is, both by the clock of the client's zone: what
 * went out on a Monday may go out again after seven days on any hour of the next Monday, however long its days are. Null, and
 * so not true, where `at` or `days` is null.
 */
export const hasRested = (args: {
  at: SQL
  days: SQL
  /** The day that it is, `YYYY-MM-DD`. */
  day: string
  timezone: string
}): SQL =>
  sql`(${args.at} at time zone ${args.timezone}::text)::date <= ${args.day}::date - ${args.days}`
