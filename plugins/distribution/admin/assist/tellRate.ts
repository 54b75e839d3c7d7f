import { formatSpan } from '../queues/formatFigures.ts'

/** A share as people read it, never rounded up to all: "97 %"; a dash where there is none. */
export const tellRate = (rate: number | null): string =>
  rate === null ? '–' : `${Math.floor(rate * 100 + 1e-9)} %`

/** Minutes as a span: "45 s", "12 min", "2 h 5 min"; a dash where there are none. */
export const tellMinutes = (minutes: number | null): string => {
  if (minutes === null) return '–'
  const ms = Math.max(0, minutes) * 60_000
  return ms < 60_000
    ? formatSpan(Math.max(1_000, ms))
    : formatSpan(Math.round(ms / 60_000) * 60_000).replace(/ 0 (s|min)$/, '')
}

type Counts = { skipped: number; failed: number; expired: number; posted: number; onTime: number }

/** What was not posted in time, kind by kind: "2 late, 1 skipped". Empty where all was. */
export const tellRest = ({ posted, onTime, skipped, failed, expired }: Counts): string =>
  [
    [posted - onTime, 'posted late'],
    [skipped, 'skipped'],
    [failed, 'failed'],
    [expired, 'without an answer'],
  ]
    .filter(([count]) => Number(count) > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
