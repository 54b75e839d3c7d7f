/** How often a certain failure is tried again by itself. */
export const maxRetries = 5

const firstMs = 30_000
const longestMs = 30 * 60_000

/**
 * The wait before the next attempt, in milliseconds: doubling from 30 s to 30 min, with up to a fifth more or less
 * by chance so that many that failed together don't come back together. A wait that the far side asked for is kept.
 *
 * @param attempt how many attempts were made, from 1
 * @param random in [0, 1)
 */
export const backOffMs = (attempt: number, random: number, retryAfterMs?: number): number => {
  const base = Math.min(firstMs * 2 ** (attempt - 1), longestMs)
  const spread = Math.round(base * (0.8 + 0.4 * random))
  return Math.max(spread, retryAfterMs ?? 0)
}
