import { formatDuration } from '../time/formatDuration.ts'
import type { Worker } from './tellWorkers.ts'

/** As far as jobs are counted. */
const most = 10_000

/** "1,204", and "10,000+" where it was not counted further. */
export const formatCount = (count: number): string =>
  count >= most ? `${most.toLocaleString('en-GB')}+` : count.toLocaleString('en-GB')

/** "41 ms", "12 s", "3 min 5 s", "2 h 4 min". */
export const formatSpan = (ms: number): string => {
  if (ms < 1000) return formatDuration(ms)
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`
  if (ms < 3_600_000) return formatDuration(ms)
  const minutes = Math.floor(ms / 60_000)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** An upper bound: "≤ 50 ms". */
export const formatBound = (ms: number): string => `≤ ${formatSpan(ms).replace(/ 0 (s|min)$/, '')}`

/** What runs, by task: "3 × confirm, post-to-socials". */
export const countTasks = (holds: Worker['holds']): string => {
  const groups = Map.groupBy(holds, ({ task }) => task ?? 'unnamed')
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([task, { length }]) => (length === 1 ? task : `${length} × ${task}`))
    .join(', ')
}
