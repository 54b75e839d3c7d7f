import { expect, it } from 'vitest'
import { tellCounts } from './tellCounts.ts'

it.each([
  [{ imported: 3, changed: 1, removed: 0 }, '3 channels are new, 1 has changed, none is gone.'],
  [{ imported: 0, changed: 2, removed: 1 }, 'No channels are new, 2 have changed, 1 is gone.'],
  [{ imported: 0, changed: 0, removed: 0 }, 'The channels are as they were.'],
])('tells what an import did: %o', (counts, said) => {
  expect(tellCounts(counts)).toBe(said)
})
