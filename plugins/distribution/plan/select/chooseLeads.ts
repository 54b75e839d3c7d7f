import type { Candidate, Criteria } from './candidate.ts'

/** Which share of a plan leads, where nothing else is said. */
const defaultLeads = 0.1

/** How many of so many posts lead: at least one, and not more than there are. */
export const countLeads = (posts: number, leads: Criteria['leads'] = defaultLeads): number =>
  Math.min(posts, Math.max(1, Math.round(leads < 1 ? posts * leads : leads)))

type Leader = Pick<Candidate, 'id' | 'posts' | 'leads' | 'lastLedAt'> & { luck: number }

const total = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0)

/**
 * Who leads: those that led least for the work that they had, so that each comes to its share; of these whoever led least
 * recently, those first that never did.
 */
export const chooseLeads = <Item extends Leader>(items: readonly Item[], many: number): Item[] => {
  const posts = total(items.map((item) => item.posts))
  const usual = posts === 0 ? 0 : total(items.map(({ leads }) => leads)) / posts
  const ahead = (item: Item) => item.leads - item.posts * usual
  return items
    .toSorted(
      (a, b) =>
        ahead(a) - ahead(b) ||
        (a.lastLedAt ?? 0) - (b.lastLedAt ?? 0) ||
        a.luck - b.luck ||
        (String(a.id) < String(b.id) ? -1 : 1),
    )
    .slice(0, many)
}
