import fc from 'fast-check'
import { expect, test } from 'vitest'
import { takeAll } from '../steps.ts'
import { openEvenGaps } from './openEvenGaps.ts'

test('the even gap from each post on is the least that any later post asks for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 })), {
        minLength: 1,
        maxLength: 40,
      }),
      (drawn) => {
        const base = Date.parse('2026-06-03T10:00:00Z')
        const items = drawn.map(([to], place) => ({ place, from: 0, to: base + to, isPeak: false }))
        const evenGap = takeAll(openEvenGaps(items))
        drawn.forEach(([, before], index) => {
          const at = base + before
          const gaps = items.slice(index + 1).map(({ to }, later) => (to - at) / (later + 1))
          expect(evenGap(index, at)).toBe(Math.min(...gaps))
        })
      },
    ),
    { numRuns: 300 },
  )
})
