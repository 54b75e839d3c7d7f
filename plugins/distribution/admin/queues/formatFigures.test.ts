import { expect, it } from 'vitest'
import { countTasks, formatBound, formatCount, formatSpan } from './formatFigures.ts'

it.each([
  [0, '0'],
  [1204, '1,204'],
  [10_000, '10,000+'],
])('%d jobs are %s', (count, text) => {
  expect(formatCount(count)).toBe(text)
})

it.each([
  [41, '41 ms', '≤ 41 ms'],
  [12_300, '12 s', '≤ 12 s'],
  [185_000, '3 min 5 s', '≤ 3 min 5 s'],
  [60_000, '1 min 0 s', '≤ 1 min'],
  [7_440_000, '2 h 4 min', '≤ 2 h 4 min'],
  [3_600_000, '1 h 0 min', '≤ 1 h'],
])('%d ms are %s', (ms, span, bound) => {
  expect([formatSpan(ms), formatBound(ms)]).toEqual([span, bound])
})

it('counts what runs by its task', () => {
  const hold = (id: number, task: string | null) => ({ id, queue: 'q', task, until: '' })
  expect(countTasks([hold(1, 'post'), hold(2, 'confirm'), hold(3, 'confirm')])).toBe(
    '2 × confirm, post',
  )
  expect(countTasks([hold(1, null)])).toBe('unnamed')
  expect(countTasks([])).toBe('')
})
