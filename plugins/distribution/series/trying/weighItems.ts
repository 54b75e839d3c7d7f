import type { SeriesFacts } from '../../plan/series/index.ts'
import type { FoundItem } from '../sources/foundItem.ts'
import { hashOf } from '../sources/writeItems.ts'
import type { Stand } from './readStands.ts'

type Weighed = Required<Pick<SeriesFacts, 'count' | 'remaining' | 'aside' | 'returns'>> & {
  /** Those that can still fly, in their order. */
  left: FoundItem[]
}

/**
 * What a series would have of the items of its source, those that are no drafts.
 *
 * @param stands how those stand that it has already, by their keys
 */
export const weighItems = (items: readonly FoundItem[], stands: Map<string, Stand>): Weighed => {
  const left: FoundItem[] = []
  const days: string[] = []
  let aside = 0
  for (const item of items) {
    const stand = stands.get(item.key)
    // What was set aside is given another chance when it is mended.
    const isAside = stand?.isAside && stand.hash === hashOf(item)
    if (item.refusal !== null || isAside) aside += 1
    else if (stand === undefined || stand.isLeft) left.push(item)
    else if (stand.returns !== null) days.push(stand.returns)
  }
  const returns = [...Map.groupBy(days, (day) => day)]
    .map(([day, all]) => ({ day, items: all.length }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
  return { count: items.length, remaining: left.length, aside, returns, left }
}
