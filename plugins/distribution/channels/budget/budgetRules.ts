import { sql } from '../../model/database.ts'

/**
 * How Postiz counts: so many requests in a fixed window of an hour that begins with its first request.
 * Source: Postiz 2.23.0, read on 2026-08-21.
 */
export const windowMs = 60 * 60_000

/** What a Postiz is taken for that has not told its limit yet: the limit of its stock compose file. */
export const unknownLimit = 30

/** A window is over for us so much after its end at Postiz, in ms: clocks do not run alike. */
export const marginMs = 1_000

/** A request is answered or given up within this time, in ms. */
export const longestRequestMs = 2 * 60_000

/** Ends of one window that are told by different answers lie no further apart, in ms; those of two windows do. */
export const sameEndMs = 10 * 60_000

export const milliseconds = (ms: number) => sql`${`${ms} milliseconds`}::interval`

/** The moment of a statement: by default that of the database, whose clock all workers share. */
export const momentOf = (at: Date | undefined) =>
  at ? sql`${at.toISOString()}::timestamptz` : sql`clock_timestamp()`
