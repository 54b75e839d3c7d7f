import type { SameContent } from '../../contents/readSameContent.ts'

/** No plan can ask for a longer distance of the same content than this, in ms. */
export const longestGapMs = 24 * 60 * 60_000

/** Others that want to be farther from the same content than a plan that wants `ownMs`, as a spread takes them. */
export const toAwayFrom = (same: SameContent[], ownMs: number): { at: number; ms: number }[] =>
  same.flatMap(({ at, gapMs }) => (gapMs > ownMs ? { at: at.getTime(), ms: gapMs } : []))
