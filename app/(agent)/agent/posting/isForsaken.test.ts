import { expect, test } from 'vitest'
import { isForsaken } from './isForsaken.ts'

const now = Date.UTC(2026, 10, 22, 12, 0)
const minute = 60_000

test.each([
  ['is seen', undefined, false],
  ['is hidden while the other app is open', now - 10 * minute, false],
  ['was left open in the background', now - 20 * minute, true],
])('whether a task is let go where its page %s', (_where, hiddenSince, is) => {
  expect(isForsaken({ hiddenSince, now })).toBe(is)
})
