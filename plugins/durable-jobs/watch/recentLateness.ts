/** Upper bounds in ms. What is later than the last one is counted beyond it. */
export const latenessBounds = [
  5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 3_600_000,
  86_400_000,
] as const

/** How far back it is remembered, ms. */
export const latenessMemoryMs = 5 * 60_000

const minuteMs = 60_000

/** How many jobs began at most so late, for each of the bounds and beyond them. */
export type LatenessCounts = number[]

const none = (): LatenessCounts => Array(latenessBounds.length + 1).fill(0)

export const addCounts = (a: LatenessCounts, b: LatenessCounts): LatenessCounts =>
  none().map((_, place) => (a[place] ?? 0) + (b[place] ?? 0))

/** Counts how late jobs began during the last five minutes. A count fits into a row, and those of many workers add up. */
export const keepLateness = ({ now }: { now: () => number }) => {
  const minutes = new Map<number, LatenessCounts>()
  const forget = () => {
    const oldest = Math.floor((now() - latenessMemoryMs) / minuteMs)
    for (const minute of minutes.keys()) if (minute <= oldest) minutes.delete(minute)
  }
  return {
    note: (latenessMs: number) => {
      forget()
      const minute = Math.floor(now() / minuteMs)
      const counts = minutes.get(minute) ?? none()
      minutes.set(minute, counts)
      const place = latenessBounds.findIndex((bound) => latenessMs <= bound)
      const at = place < 0 ? latenessBounds.length : place
      counts[at] = (counts[at] ?? 0) + 1
    },
    counts: (): LatenessCounts => {
      forget()
      return [...minutes.values()].reduce(addCounts, none())
    },
  }
}

/**
 * The least of the bounds that a share of all jobs kept, ms: an upper bound of the quantile, but for the last one, which
 * also stands for all that was later. Null where there was no job.
 */
export const quantileOf = (counts: LatenessCounts, share: number): number | null => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let seen = 0
  for (const [place, bound] of latenessBounds.entries()) {
    seen += counts[place] ?? 0
    if (seen >= share * total) return bound
  }
  return latenessBounds.at(-1) ?? null
}
