import { createHash } from 'node:crypto'
import { DistributionError } from '../errors.ts'

type Versioned = { id: unknown; updatedAt: string }

/**
 * The version of a record as a strong entity tag has it (RFC 9110, section 8.8.3), without its quotes: another one after
 * each change of what it says, and the same while nothing is changed.
 *
 * @param said all that people may change of it, so that two changes within one millisecond differ too
 */
export const versionOf = ({ id, updatedAt }: Versioned, said: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([id, updatedAt, said]))
    .digest('base64url')
    .slice(0, 22)

/** The same as a header of an answer. */
export const etagOf = ({ version }: { version: string }): { etag: string } => ({
  etag: `"${version}"`,
})

/** The tags of an If-Match; `*` is whatever there is. A weak one never matches, as RFC 9110, section 13.1.1 wants it. */
const tagsOf = (ifMatch: string): string[] =>
  ifMatch.split(',').map((tag) => tag.trim().replace(/^"(.*)"$/, '$1'))

/**
 * Makes sure that whoever changes a record has seen what it says now. The caller holds the record locked.
 *
 * @throws PRECONDITION_REQUIRED where they don't say what they saw, PRECONDITION_FAILED where it was changed since
 */
export const requireVersion = (args: { ifMatch: string | undefined; version: string }): void => {
  const { ifMatch, version } = args
  if (ifMatch === undefined) {
    throw new DistributionError(
      'PRECONDITION_REQUIRED',
      'Say which version you change: give the "version" of the post that you read as If-Match, so that nobody\'s change is lost.',
    )
  }
  const tags = tagsOf(ifMatch)
  if (tags.includes('*') || tags.includes(version)) return
  throw new DistributionError(
    'PRECONDITION_FAILED',
    'This post was changed since you read it. Read it again, make your change to what it says now, and give its new version.',
  )
}
