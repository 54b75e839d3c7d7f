/** Codes that say that a post was refused for what it says or shows, whoever brings it. */
const contentCodes = new Set([
  // Postiz's own rule for the length on a platform.
  'CONTENT_REFUSED',
  // A receiver of a webhook that lets us in, and does not take this post.
  'WEBHOOK_CONTENT_REFUSED',
])

/**
 * As Postiz puts it where a platform found fault with the post itself: its words for the answers that it files as `bad-body`,
 * without those of them that are about the account, its permissions, its limits or the platform's own trouble.
 *
 * Source: `handleErrors` of Postiz's providers for Facebook and Instagram, read on 2026-11-23.
 */
const contentWords = new RegExp(
  [
    'community standards',
    'flagged as abusive',
    'already posted',
    'duplicate',
    'different content',
    'is too (long|large)',
    'should be smaller than',
    'aspect ratio',
    'resolution',
    'unsupported (image|video|media|file)',
    'unknown media type',
    'invalid (file|url format|content format)',
    'cannot post .+ links',
    'product tag',
  ].join('|'),
  'i',
)

/**
 * Whether a refusal is about what the post says or shows, so that other accounts may expect the same: by its code, or by the
 * words that stand behind a code that leaves it open.
 */
export const isOfContent = ({ code, said }: { code: string; said: string | null }): boolean =>
  contentCodes.has(code) || (code === 'PUBLISH_FAILED' && contentWords.test(said ?? ''))
