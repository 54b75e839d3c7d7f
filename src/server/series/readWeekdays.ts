import type { ShakenDatabase } from '../chaos/openShaken.ts'
import type { ExpectedSeries } from './expectFlights.ts'

/** On which day of how many a series flies, as its record holds it. */
export type Weekday = Pick<ExpectedSeries, 'phase' | 'phaseOf'>

/** By the short names of series. */
export const readWeekdays = async (db: ShakenDatabase): Promise<Map<string, Weekday>> => {
  const rows = await db.read<Weekday & { slug: string }>(
    `select slug, phase::int as phase, phase_of::int as "phaseOf" from postyard_series`,
  )
  return new Map(rows.map(({ slug, ...weekday }) => [slug, weekday]))
}
