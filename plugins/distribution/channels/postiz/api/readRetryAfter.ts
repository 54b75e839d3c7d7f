/**
 * Reads `Retry-After`, given in seconds or as an HTTP date (RFC 9110, 10.2.3), as ms from now.
 * A date is held against the answer's own `Date` where it has one, so that a wrong clock here does no harm.
 * `undefined` where the header is missing or nonsense; never below 0.
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
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  const until = Date.parse(value)
  if (Number.isNaN(until)) return undefined
  const sentAt = Date.parse(headers.date ?? '')
  return Math.max(0, until - (Number.isNaN(sentAt) ? now.getTime() : sentAt))
}
