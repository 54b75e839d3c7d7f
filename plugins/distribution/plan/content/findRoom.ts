/** An instant that is taken, in ms since 1970, and how far others have to be from it. */
export type Taken = { at: number; gapMs: number }

/** The first moment at or after `from` that keeps its distance to each that is taken, in ms. */
export const findRoom = (from: number, taken: readonly Taken[]): number =>
  taken
    // By where each begins to keep others away: one that begins behind a moment never concerns it again.
    .toSorted((a, b) => a.at - a.gapMs - (b.at - b.gapMs))
    .reduce(
      (at, other) => (Math.abs(other.at - at) < other.gapMs ? other.at + other.gapMs : at),
      from,
    )
