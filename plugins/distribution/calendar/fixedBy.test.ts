import { expect, test } from 'vitest'
import { fixedBy } from './fixedBy.ts'

const due = (...states: Parameters<typeof fixedBy>[0][number]['state'][]) =>
  states.map((state) => ({ state, claim: null }))

test('what has not been sent may be moved, whatever of it was cancelled', () => {
  expect(fixedBy(due('scheduled', 'held', 'queued', 'cancelled'))).toBeNull()
})

test('what goes out, or is over, stays; so does what a claim brings', () => {
  expect(fixedBy(due('scheduled', 'published'))?.message).toMatch(/^1 of 2 have been sent/)
  expect(fixedBy(due('awaiting_human'))?.message).toMatch(/^It is being sent/)
  expect(fixedBy(due('published', 'failed'))?.code).toBe('ENDED')
  expect(fixedBy(due('cancelled'))?.code).toBe('ENDED')
  expect(fixedBy([{ state: 'scheduled', claim: 1 }])?.code).toBe('OF_A_CLAIM')
})
