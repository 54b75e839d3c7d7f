import { canonicalJson } from '../../canonicalJson.ts'
import { DistributionError } from '../../errors.ts'
import type { ClaimWritten } from '../../model/claims.ts'

type Shown = ClaimWritten['kept']

const fields = ['title', 'text', 'shows'] as const

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

/**
 * Which fields of a claim's post were changed by hand since dressing wrote it last; these stay as they are. Where nothing is
 * known of that, none.
 *
 * @throws CLAIM_POST_EDITED where the video was changed by hand, and dressing would change it too
 */
export const keepByHand = (args: {
  written: ClaimWritten | null
  /** The post as it is now. */
  now: Shown
  /** What dressing would make of it. */
  asked: Shown
}): ReadonlySet<(typeof fields)[number]> => {
  const { written, now, asked } = args
  if (written === null) return new Set()
  const changed = new Set(fields.filter((name) => !isSame(now[name], written.kept[name])))
  if (changed.has('shows') && !isSame(asked.shows, written.asked.shows)) {
    throw new DistributionError(
      'CLAIM_POST_EDITED',
      'Staff changed the video of this claim’s post by hand, and another intro, outro or fit would undo that. Ask them to make the change on the page of the post, or to put its video back as it was; then dress it again.',
    )
  }
  return changed
}
