import fc from 'fast-check'
import { expect, test } from 'vitest'
import { takeAll } from '../steps.ts'
import { type Bin, makeBins } from './bins.ts'
import { fillGaps } from './fillGaps.ts'
import type { Place } from './prepare.ts'
import { isIn, joinSpans } from './spans.ts'

const pairs = (most: number) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: most }))
      .map(([from, length]) => [from, from + length] as const),
    { maxLength: 4 },
  )

const longOnes = (posts: readonly { at: number }[], most: number) =>
  posts.filter(({ at }, index) => index > 0 && at - (posts[index - 1]?.at ?? 0) > most).length

test('posts that are moved into long gaps keep their instants, their peak hours and the least gap', () => {
  let closed = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 5, max: 60 }), pairs(60), fc.boolean()), {
        minLength: 2,
        maxLength: 30,
      }),
      fc.string(),
      (drawn, seed) => {
        const [least, most] = [5, 15]
        let at = 0
        const posts = drawn.map(([gap], place) => {
          // Most stand close.
          at += gap > 25 ? 5 + (gap % 4) : gap
          return { place, at }
        })
        const places = drawn.map(([, spans, isPeak], index): Place => {
          const own = posts[index]?.at ?? 0
          const allowed = joinSpans([...spans, [own, own]])
          return { id: `${index}`, allowed, peak: isPeak ? joinSpans([[own, own + 9]]) : [] }
        })
        const filled = takeAll(fillGaps({ places, posts, least, most, seed }))
        expect(filled.map(({ place }) => place).sort()).toEqual(
          posts.map(({ place }) => place).sort(),
        )
        filled.forEach((post, index) => {
          const place = places[post.place] as Place
          const isPeak = (place.peak.length ?? 0) > 0
          expect(isIn(isPeak ? place.peak : place.allowed, post.at)).toBe(true)
          const before = filled[index - 1]
          if (before) expect(post.at - before.at).toBeGreaterThanOrEqual(least)
        })
        const [before, after] = [longOnes(posts, most), longOnes(filled, most)]
        expect(after).toBeLessThanOrEqual(before)
        closed += before - after
      },
    ),
    { numRuns: 200 },
  )
  expect(closed).toBeGreaterThan(0)
})

test('no plan has more in a bin than it holds, and some plan has as many', () => {
  fc.assert(
    fc.property(
      pairs(200),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 40 }),
      (drawn, gap, most) => {
        const common = joinSpans(drawn)
        const bins = makeBins({ common, gap, most })
        for (const { from, to, holds } of bins) {
          let fits = 0
          for (let at = from; at < to; at += gap) fits += 1
          expect(fits).toBe(holds)
        }
        const inBins = (at: number) =>
          bins.filter((bin: Bin) => bin.from <= at && at < bin.to).length
        for (let at = 0; at <= 800; at += 1) {
          if (inBins(at) !== (isIn(common, at) ? 1 : 0)) expect([at, inBins(at)]).toEqual([])
        }
      },
    ),
    { numRuns: 30 },
  )
})
