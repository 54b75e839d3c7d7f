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
  expect(findRoom(from, taken, name.includes('no distance') ? 0 : 30)).toBe(turn)
})
