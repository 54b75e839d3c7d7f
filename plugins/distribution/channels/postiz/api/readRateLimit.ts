/** The request budget of the organisation as the last counted answer told it. */
export type RateLimit = { limit: number; remaining: number; resetSeconds: number }

/**
 * Reads `X-RateLimit-*` (limit and rest in requests; `Reset` counts the seconds left, it is no time of day).
 * `null` where the answer belongs to no counted request.
 */
export const readRateLimit = (headers: Record<string, string>): RateLimit | null => {
  const read = (name: string) => Number.parseInt(headers[`x-ratelimit-${name}`] ?? '', 10)
  const found = { limit: read('limit'), remaining: read('remaining'), resetSeconds: read('reset') }
  return Number.isNaN(found.limit) ||
    Number.isNaN(found.remaining) ||
    Number.isNaN(found.resetSeconds)
    ? null
    : found
}
