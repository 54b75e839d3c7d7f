import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPushed, judgeCap, nameCap } from './judgeCap.ts'

const hour = 60 * 60_000
const start = Date.parse('2026-11-22T08:00:00Z')
const at = (hours: number) => new Date(start + hours * hour)
const cap = (posts: number, hours: number) => ({ posts, hours, source: 's', checkedOn: '' })

test('a channel takes as many as its cap, and the next when the first has left the window', () => {
  const caps = [cap(3, 24)]
  expect(judgeCap({ caps, taken: [at(0), at(1)], at: at(2) })).toBeUndefined()
  expect(judgeCap({ caps, taken: [at(0), at(1), at(1.5)], at: at(2) })).toEqual({
    cap: caps[0],
    used: 3,
    nextAt: at(24),
  })
  expect(judgeCap({ caps, taken: [at(0), at(1), at(1.5)], at: at(24) })).toBeUndefined()
})

test('room that is taken by then is no room', () => {
  const taken = [at(0), at(0), at(24), at(24)]
  expect(judgeCap({ caps: [cap(2, 24)], taken, at: at(1) })?.nextAt).toEqual(at(48))
})

test('of several caps the one that has room last counts', () => {
  const caps = [cap(1, 0.25), cap(2, 3)]
  const verdict = judgeCap({ caps, taken: [at(0), at(1)], at: at(1.1) })
  expect(verdict).toMatchObject({ cap: { hours: 3 }, nextAt: at(3) })
})

test('a later post that would have to wait is found, one that would have waited anyhow is not', () => {
  const caps = [cap(2, 24)]
  expect(findPushed({ caps, taken: [at(3), at(5)], at: at(1) })).toEqual({
    cap: caps[0],
    at: at(5),
  })
  expect(findPushed({ caps, taken: [at(5)], at: at(1) })).toBeUndefined()
  expect(findPushed({ caps, taken: [at(30), at(31)], at: at(1) })).toBeUndefined()
  expect(findPushed({ caps, taken: [at(3), at(5), at(6)], at: at(20) })).toBeUndefined()
})

test('a cap is said as people say it', () => {
  expect([cap(25, 24), cap(1, 1), cap(200, 0.25)].map(nameCap)).toEqual([
    '25 posts in 24 hours',
    '1 post in 1 hour',
    '200 posts in 15 minutes',
  ])
})

test('whoever waits as long as told never exceeds the cap', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 72 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      (wanted, posts) => {
        const caps = [cap(posts, 24)]
        const taken: Date[] = []
        for (const hours of wanted.toSorted((a, b) => a - b)) {
          taken.push(judgeCap({ caps, taken, at: at(hours) })?.nextAt ?? at(hours))
        }
        for (const one of taken) {
          const before = taken.filter((other) => other <= one && +other > +one - 24 * hour)
          expect(before.length).toBeLessThanOrEqual(posts)
        }
      },
    ),
  )
})
