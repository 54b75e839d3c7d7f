import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPushed, judgeCap } from '../caps/judgeCap.ts'
import { cappedSpans } from './prepare.ts'
import { cutSpans, isIn, joinSpans, meetSpans } from './spans.ts'

const minute = 60_000

test('a cap takes exactly the instants at which its judge finds one post too many, or a later one pushed out', () => {
  const half = fc.integer({ min: 0, max: 40 }).map((one) => one * 30 * minute)
  fc.assert(
    fc.property(
      fc.array(half, { maxLength: 12 }),
      fc.array(
        fc.record({ posts: fc.integer({ min: 1, max: 4 }), hours: fc.constantFrom(0.25, 3, 24) }),
        { maxLength: 2 },
      ),
      (taken, caps) => {
        const spans = cappedSpans(taken, caps)
        const instants = [...taken, ...spans.filter(Number.isFinite)].flatMap((at) =>
          [-24 * 60, -180, -15, 0, 15, 180, 24 * 60].flatMap((by) =>
            [-1, 0, 1].map((ms) => at + by * minute + ms),
          ),
        )
        const dates = taken.map((one) => new Date(one))
        for (const at of instants) {
          const asked = { caps, taken: dates, at: new Date(at) }
          const isOver = judgeCap(asked) !== undefined || findPushed(asked) !== undefined
          expect([at, isIn(spans, at)]).toEqual([at, isOver])
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('spans are joined, met and cut as sets of instants are', () => {
  const pairs = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 }))
      .map(([from, length]) => [from, from + length] as const),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(pairs, pairs, (one, other) => {
      const [a, b] = [joinSpans(one), joinSpans(other)]
      const isInOne = (pairs: typeof one, at: number) =>
        pairs.some(([from, to]) => from <= at && at <= to)
      for (let at = -1; at <= 40; at += 1) {
        const [in1, in2] = [isInOne(one, at), isInOne(other, at)]
        const found = [isIn(a, at), isIn(meetSpans(a, b), at), isIn(cutSpans(a, b), at)]
        const right = [in1, in1 && in2, in1 && !in2]
        if (found.join() !== right.join()) expect([at, ...found]).toEqual([at, ...right])
      }
    }),
  )
})
