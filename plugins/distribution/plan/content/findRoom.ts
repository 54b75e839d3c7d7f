/** The first moment at or after `from` that keeps its distance to all that are taken, in ms. */
export const findRoom = (from: number, taken: readonly number[], gapMs: number): number =>
  taken
    .toSorted((a, b) => a - b)
    .reduce((at, other) => (Math.abs(other - at) < gapMs ? other + gapMs : at), from)
