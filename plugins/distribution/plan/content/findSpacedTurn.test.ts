import { expect, test } from 'vitest'
import { findSpacedTurn } from './findSpacedTurn.ts'

const minute = 60_000
const gapMs = 5 * minute
const at = (...minutes: number[]) => minutes.map((one) => one * minute)

test('what is a little late goes a little later, and keeps its place', () => {
  const turn = findSpacedTurn({
    wanted: 10 * minute,
    earliest: 11 * minute,
    planned: at(15, 20),
    gapMs,
  })
  expect(turn).toBe(11 * minute)
})

test('what an outage has left behind goes where there is room, and makes nothing else late', () => {
  const turn = findSpacedTurn({
    wanted: 0,
    earliest: 65 * minute,
    planned: at(62, 69, 76, 90),
    gapMs,
  })
  expect(turn).toBe(81 * minute)
})

test('many that are turned away at once get turns of their own', () => {
  const turns: number[] = []
  for (let n = 0; n < 12; n += 1) {
    turns.push(findSpacedTurn({ wanted: n, earliest: gapMs, planned: turns, gapMs }))
  }
  expect(turns).toEqual(Array.from({ length: 12 }, (_, n) => (n + 1) * gapMs))
})
