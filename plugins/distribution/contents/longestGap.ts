/** Nothing can be kept farther apart from the same content than this, in ms: a day. */
export const longestGapMs = 24 * 60 * 60_000
