/** Something that came to a receiver. */
export type Arrival = {
  /** The day that it was in the month. */
  day: string
  slug: string
  /** Which page it is. */
  page: string
  /** The name of the board that it stands on; undefined where there is none of that id. */
  board: string | undefined
  route: 'make' | 'postiz'
}

export type SeriesVerdict = {
  slug: string
  flights: number
  expected: number
  /** Days on which it flew and should not have, or once more than it should. */
  offDays: string[]
  /** Pages that came twice. */
  doubled: string[]
  /** Days on which it should have flown, and for which nothing ever came. */
  lost: string[]
  /** Pages on a board of another name. */
  misplaced: string[]
}

export type MonthFigures = { flights: number; offDay: number; doubled: number; lost: number }

/** Compares what the receivers hold of a series with the days on which it was to fly. */
export function judgeSeries(args: {
  slug: string
  board: string
  expected: readonly string[]
  arrivals: readonly Arrival[]
}): SeriesVerdict {
  const { slug, board, expected } = args
  const arrivals = args.arrivals.filter((one) => one.slug === slug)
  const pages = new Set<string>()
  const doubled: string[] = []
  const offDays: string[] = []
  const missing = new Set(expected)
  for (const { page, day } of arrivals) {
    if (pages.has(page)) {
      doubled.push(page)
      continue
    }
    pages.add(page)
    if (!missing.delete(day)) offDays.push(day)
  }
  return {
    slug,
    flights: pages.size,
    expected: expected.length,
    offDays,
    doubled,
    // What came on another day is not lost as well.
    lost: [...missing].slice(offDays.length),
    misplaced: arrivals.filter((one) => one.board !== board).map(({ page }) => page),
  }
}

/** A page on the wrong board is lost: it did not come where it belongs. */
export const figuresOf = (verdicts: readonly SeriesVerdict[]): MonthFigures => {
  const sum = (of: (verdict: SeriesVerdict) => number) =>
    verdicts.reduce((all, verdict) => all + of(verdict), 0)
  return {
    flights: sum(({ flights }) => flights),
    offDay: sum(({ offDays }) => offDays.length),
    doubled: sum(({ doubled }) => doubled.length),
    lost: sum(({ lost, misplaced }) => lost.length + misplaced.length),
  }
}
