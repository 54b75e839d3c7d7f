import { plainText } from '../../channels/text/plainText.ts'
import { cutExcerpt } from '../../channels/transform/cutExcerpt.ts'
import { DistributionError } from '../../errors.ts'
import type { PlanExcerpt } from '../../model/planContent.ts'
import { type PostRecord, partsOf } from '../readPost.ts'

/** The texts of a post and of what follows it, without markup. */
export const wholeOf = (post: PostRecord): string[] =>
  [post.text ?? '', ...partsOf(post).map(({ text }) => text)].map((text) => plainText({ text }))

/**
 * A post of which only the beginning is said: without markup, without what follows it, and without its pictures and
 * videos where the plan leaves them out. Title and link stay.
 *
 * @throws CONTENT_REFUSED where not even the first word of its text fits
 */
export const takeExcerpt = (
  post: PostRecord,
  { graphemes, withoutMedia }: Omit<PlanExcerpt, 'whole'>,
): { post: PostRecord; excerpt: PlanExcerpt } => {
  const whole = wholeOf(post)
  const text = cutExcerpt(whole[0] ?? '', graphemes)
  if (text === '' && whole[0]) {
    throw new DistributionError(
      'CONTENT_REFUSED',
      `Not even the first word of this post fits into an excerpt of ${graphemes} characters. Ask for a longer one.`,
    )
  }
  return {
    post: { ...post, text, parts: [], ...(withoutMedia ? { media: [], render: null } : {}) },
    excerpt: { graphemes, withoutMedia, whole },
  }
}
