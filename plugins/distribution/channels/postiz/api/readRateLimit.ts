/** The request budget of the organisation as the last counted answer told it. */
export type RateLimit = { limit: number; remaining: number; resetSeconds: number }

/** Far more than anybody gives, and few enough to be counted. */
const highestLimit = 1_000_000_000

/** Postiz counts in windows of an hour; what says more is no number of seconds that are left. */
const longestResetSeconds = 2 * 3_600

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most

/**
 * Reads `X-RateLimit-*` (limit and rest in requests; `Reset` counts the seconds left, it is no time of day).
 * `null` where the answer belongs to no counted request, and where the figures cannot be those of Postiz: a proxy before
 * it may write headers of these names too, with a time of day or a limit of its own, and none may stop us for good.
 */
export const readRateLimit = (headers: Record<string, string>): RateLimit | null => {
  const read = (name: string) => {
    const text = headers[`x-ratelimit-${name}`]?.trim() ?? ''
    return /^\d+$/.test(text) ? Number(text) : Number.NaN
  }
  const found = { limit: read('limit'), remaining: read('remaining'), resetSeconds: read('reset') }
  return isWhole(found.limit, 1, highestLimit) &&
    isWhole(found.remaining, 0, found.limit) &&
    isWhole(found.resetSeconds, 0, longestResetSeconds)
    ? found
    : null
}
