/**
 * After which waits an event is tried again, in milliseconds: 8 attempts over 27 hours, as Svix has it
 * (docs.svix.com/retries, read on 2026-11-22).
 */
export const retryMs = [
  5_000,
  5 * 60_000,
  30 * 60_000,
  2 * 60 * 60_000,
  5 * 60 * 60_000,
  10 * 60 * 60_000,
  10 * 60 * 60_000,
] as const

/** After so many failures in a row a subscriber is left alone. */
export const mostFailures = 5

/** For how long a subscriber may fail without an end before it is switched off, in milliseconds: 5 days. */
export const patienceMs = 5 * 24 * 60 * 60_000

/** How long settled rows stay in the log, in milliseconds: 30 days. */
export const keepLogMs = 30 * 24 * 60 * 60_000

/**
 * The wait before the next attempt, in milliseconds, with up to a fifth more or less by chance; undefined where there is
 * none. A wait that the receiver asked for is kept.
 *
 * @param attempts how many were made, from 1
 * @param random in [0, 1)
 */
export const nextWaitMs = (
  attempts: number,
  random: number,
  retryAfterMs = 0,
): number | undefined => {
  const base = retryMs[attempts - 1]
  if (base === undefined) return undefined
  return Math.max(Math.round(base * (0.8 + 0.4 * random)), retryAfterMs)
}
