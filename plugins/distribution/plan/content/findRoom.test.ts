import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findRoom } from './findRoom.ts'

it.each([
  ['at once where nothing is near', 100, [50, 200], 100],
  ['after what is too near before it', 100, [90], 120],
  ['after what is too near behind it', 100, [110], 140],
  ['after a row without a gap', 100, [90, 120, 149, 185], 215],
  ['in a gap that is wide enough', 100, [95, 165], 125],
  ['in whatever order they are taken', 100, [120, 90], 150],
  ['at once where no distance is kept', 100, [100, 100], 100],
])('finds a turn %s', (name, from, taken, turn) => {
  const gapMs = name.includes('no distance') ? 0 : 30
  const each = taken.map((at) => ({ at, gapMs }))
  expect(findRoom(from, each)).toBe(turn)
})

it('finds the first turn that is as far from each as that one wants', () => {
  const number = fc.integer({ min: 0, max: 60 })
  const some = fc.array(fc.record({ at: number, gapMs: number }), { maxLength: 12 })
  fc.assert(
    fc.property(number, some, (from, taken) => {
      let first = from
      while (taken.some(({ at, gapMs }) => Math.abs(at - first) < gapMs)) first += 1
      expect(findRoom(from, taken)).toBe(first)
    }),
  )
})
