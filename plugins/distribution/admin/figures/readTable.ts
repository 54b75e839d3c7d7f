/** Figures as the operations answer. */
export type Figures = {
  lookedAt: string | null
  outcome: 'figures' | 'none' | 'missing' | 'failed' | null
  message: string | null
  series: { label: string; points: { date: string; total: number }[] }[]
}

/** A table of days, the newest first: a column for each name; null where nothing was counted. */
export type Table = { labels: string[]; days: { date: string; totals: (number | null)[] }[] }

/** So many days are shown. */
const mostDays = 14

export const readTable = ({ series }: Pick<Figures, 'series'>): Table => {
  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ date }) => date)))]
  const totals = series.map(({ points }) => new Map(points.map(({ date, total }) => [date, total])))
  return {
    labels: series.map(({ label }) => label),
    days: dates
      .toSorted()
      .reverse()
      .slice(0, mostDays)
      .map((date) => ({ date, totals: totals.map((byDate) => byDate.get(date) ?? null) })),
  }
}

/** Why there is no table, in one sentence. */
export const tellEmpty = ({ outcome, message }: Pick<Figures, 'outcome' | 'message'>): string => {
  switch (outcome) {
    case 'none':
      return 'The platform has told no figures yet.'
    case 'missing':
      return 'Postiz does not know which post on the platform this is, so it cannot be counted. Say so in Postiz: it offers the posts that it may be.'
    case 'failed':
      return `Postiz could not tell the figures; it is asked again by itself. ${message ?? ''}`.trim()
    default:
      return 'Figures are fetched by themselves; none came yet.'
  }
}
