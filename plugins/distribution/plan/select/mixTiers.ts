import type { Tier } from './candidate.ts'

const bySize: Tier[] = ['huge', 'large', 'medium', 'small', 'unknown']

/**
 * Puts accounts of different sizes evenly beside one another: of any first part of the result, each tier has about the
 * share that it has of the whole. Within a tier the order stays.
 */
export const mixTiers = <Item extends { tier: Tier }>(items: readonly Item[]): Item[] =>
  [...Map.groupBy(items, ({ tier }) => tier).values()]
    .flatMap((members) =>
      members.map((item, index) => ({ item, at: (index + 0.5) / members.length })),
    )
    .toSorted((a, b) => a.at - b.at || bySize.indexOf(a.item.tier) - bySize.indexOf(b.item.tier))
    .map(({ item }) => item)
