import { spansOf } from './workTime.ts'

/** The hours of the day in which no phone is pushed; none where a time is missing or both are the same. */
export type QuietHours = { zone: string; from?: string | null; until?: string | null }

const everyDay = [1, 2, 3, 4, 5, 6, 7]

const quietSpans = ({ zone, from, until }: QuietHours, at: Date) =>
  from && until && from !== until
    ? spansOf({ zone, hours: [{ days: everyDay, from, until }] }, at)
    : []

/** When the quiet hours that hold at `at` end; undefined where none do. */
export const quietEnd = (quiet: QuietHours, at: Date): Date | undefined => {
  const span = quietSpans(quiet, at).find(
    ({ start, end }) => start <= at.getTime() && at.getTime() < end,
  )
  return span && new Date(span.end)
}

/** The moment `ms` milliseconds after `from`, of which quiet hours do not count; never within them. */
export const awakeAfter = (quiet: QuietHours, from: Date, ms: number): Date => {
  let at = from.getTime()
  let left = ms
  for (;;) {
    const span = quietSpans(quiet, new Date(at)).find(({ end }) => end > at)
    if (!span || at + left < span.start) return new Date(at + left)
    left -= Math.max(0, span.start - at)
    at = span.end
  }
}
