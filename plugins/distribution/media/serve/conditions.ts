import { createHash } from 'node:crypto'

type Sent = { version: string; modified: Date }

/** A strong validator (RFC 9110, section 8.8.3): the same for the same bytes, and it says nothing of them. */
export const etagOf = (version: string): string =>
  `"${createHash('sha256').update(version).digest('base64url').slice(0, 32)}"`

/** Dates in headers have whole seconds. */
const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000)

/** True where the one who asks has this very file already (sections 13.1.2 and 13.1.3): 304 is the answer. */
export const isUnchanged = ({ version, modified }: Sent, headers: Headers): boolean => {
  const tags = headers.get('if-none-match')
  if (tags !== null) {
    const own = etagOf(version)
    return tags
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''))
      .some((tag) => tag === '*' || tag === own)
  }
  const since = Date.parse(headers.get('if-modified-since') ?? '')
  return !Number.isNaN(since) && secondsOf(modified) <= Math.floor(since / 1000)
}

/**
 * False where a part is wanted only of the file as it was (section 13.1.5) and it has changed since: the whole is the
 * answer. A date is no proof of equal bytes within one second, so only the tag is taken for it.
 */
export const isPartWanted = ({ version }: Sent, headers: Headers): boolean => {
  const wanted = headers.get('if-range')
  return wanted === null || wanted.trim() === etagOf(version)
}
