/** Nobody who asks for a longer pause means it, in ms: Postiz itself asks for an hour at most. */
const longestMs = 24 * 60 * 60_000

/**
 * Reads `Retry-After`, given in seconds or as an HTTP date (RFC 9110, 10.2.3), as ms from now.
 * A date is held against the answer's own `Date` where it has one, so that a wrong clock here does no harm.
 * `undefined` where the header is missing or nonsense; never below 0, nor over a day, after which it is asked again.
 */
export const readRetryAfter = ({
  headers,
  now,
}: {
  headers: Record<string, string>
  now: Date
}): number | undefined => {
  const value = headers['retry-after']?.trim()
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1000), longestMs)
  const until = Date.parse(value)
  if (Number.isNaN(until)) return undefined
  const sentAt = Date.parse(headers.date ?? '')
  const waitMs = until - (Number.isNaN(sentAt) ? now.getTime() : sentAt)
  return Math.min(Math.max(0, waitMs), longestMs)
}
