import { expect, test } from 'vitest'
import { findSpacedTurn } from './findSpacedTurn.ts'

const minute = 60_000
const gapMs = 5 * minute
const at = (...minutes: number[]) => minutes.map((one) => ({ at: one * minute, gapMs }))

test('what is a little late goes a little later, and keeps its place', () => {
  const turn = findSpacedTurn({
    wanted: 10 * minute,
    earliest: 11 * minute,
    planned: at(15, 20),
  })
  expect(turn).toBe(11 * minute)
})

test('what an outage has left behind goes where there is room, and makes nothing else late', () => {
  const turn = findSpacedTurn({
    wanted: 0,
    earliest: 65 * minute,
    planned: at(62, 69, 76, 90),
  })
  expect(turn).toBe(81 * minute)
})

test('many that are turned away at once get turns of their own', () => {
  const turns: number[] = []
  for (let n = 0; n < 12; n += 1) {
    const planned = turns.map((turn) => ({ at: turn, gapMs }))
    turns.push(findSpacedTurn({ wanted: n, earliest: gapMs, planned }))
  }
  expect(turns).toEqual(Array.from({ length: 12 }, (_, n) => (n + 1) * gapMs))
})

test('one that wants more distance gets it of whatever comes after it', () => {
  const far = { at: 62 * minute, gapMs: 60 * minute }
  const turn = findSpacedTurn({
    ...{ wanted: 0, earliest: 65 * minute },
    planned: [far, ...at(124)],
  })
  expect(turn).toBe(129 * minute)
})
