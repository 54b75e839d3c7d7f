const whole = { type: 'string', pattern: '^\\d+$' }

/** What every answer says of the limit, for the components of the document. */
const headers = {
  'RateLimit-Limit': { description: 'Requests that may be made in a minute.', schema: whole },
  'RateLimit-Remaining': { description: 'How many of them are left.', schema: whole },
  'RateLimit-Reset': { description: 'Seconds until the minute is over.', schema: whole },
  'RateLimit-Policy': {
    description: 'The limit and its seconds, such as `600;w=60`.',
    schema: { type: 'string', pattern: '^\\d+;w=\\d+$' },
  },
}

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait before the next request.', schema: whole },
}

/** For `components.headers`. */
export const limitComponents = { ...headers, ...retryAfter }

const referTo = (all: object) =>
  Object.fromEntries(
    Object.keys(all).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  )

/** The headers of every answer to a request that was counted, and those of one that was too many. */
export const limitHeaders = referTo(headers)
export const overLimitHeaders = referTo(limitComponents)
