import type { SeriesFacts } from '../plan/series/index.ts'

/** What a series holds of its items, by the columns of its record. */
export const standingOf = ({ count, remaining, aside, returns }: SeriesFacts) => ({
  ...{ count, remaining, aside: aside ?? 0 },
  rests_until: remaining > 0 ? null : (returns?.[0]?.day ?? null),
})
