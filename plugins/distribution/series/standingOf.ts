import { restsUntil, type SeriesFacts } from '../plan/series/index.ts'

/** What a series holds of its items, by the columns of its record. */
export const standingOf = (one: SeriesFacts) => ({
  ...{ count: one.count, remaining: one.remaining, aside: one.aside ?? 0 },
  rests_until: restsUntil(one),
})
