import { expect, test } from 'vitest'
import type { Coming } from './coming.ts'
import { findMoved } from './findMoved.ts'
import { soonFirst } from './soonFirst.ts'
import type { TaskSummary } from './task.ts'
import { giveTones } from './toneOf.ts'

const now = Date.UTC(2026, 10, 22, 12, 0)
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()

const task = (id: string, given: Partial<TaskSummary> = {}) =>
  ({ id, outcome: null, deadlineAt: at(60), ...given }) as TaskSummary

const coming = (delivery: string, minutes: number, isReady = true) =>
  ({ delivery, dueAt: at(minutes), isReady }) as Coming

test('what is to be done now is brought onto the phone first, then what is due in the next hours', () => {
  const needed = soonFirst({
    tasks: [task('b'), task('a', { deadlineAt: at(5) }), task('over', { outcome: 'posted' })],
    coming: [coming('late', 200), coming('soon', 20), coming('tomorrow', 1440)],
    now,
  })
  expect(needed.map(({ page }) => page)).toEqual(['a', 'b', 'coming-soon', 'coming-late'])
  expect(needed[2]?.path).toBe('/assist/coming/soon')
})

test('what waits for a picture, and more than twenty at once, is not brought', () => {
  expect(soonFirst({ tasks: [], coming: [coming('held', 20, false)], now })).toEqual([])
  const many = Array.from({ length: 30 }, (_, index) => coming(String(index), index))
  expect(soonFirst({ tasks: [], coming: many, now })).toHaveLength(20)
})

test('a task has gone to somebody else when it was open and is in the list no more', () => {
  const before = [task('mine'), task('gone'), task('old', { outcome: 'posted' })]
  const after = [task('mine', { outcome: 'posted' }), task('new')]
  expect(findMoved(before, after).map(({ id }) => id)).toEqual(['gone'])
})

test('a client keeps its colour, and no two have the same as long as there are enough', () => {
  const toneOf = giveTones()
  const ids = Array.from({ length: 8 }, (_, index) => `client-${index * 8}`)
  const tones = ids.map(toneOf)
  expect(new Set(tones).size).toBe(8)
  expect(ids.toReversed().map(toneOf).toReversed()).toEqual(tones)
  expect(toneOf('a ninth')).toBeLessThan(8)
})
