import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planBatches, spanMs } from './planBatches.ts'

const item = (account: string, at = 0, bytes = 500) => ({ account, at, bytes })

it('sixty accounts that are due within one minute are two requests', () => {
  const items = Array.from({ length: 60 }, (_, index) => item(`a${index}`, index * 1_000))
  expect(planBatches(items).map((batch) => batch.length)).toEqual([50, 10])
})

it('an account with several posts has one in each request', () => {
  const items = [item('a'), item('a', 1), item('b', 2), item('a', 3)]
  expect(planBatches(items).map((batch) => batch.map(({ at }) => at))).toEqual([[0, 2], [1], [3]])
})

it('a post that is larger than a request may be goes by itself, and keeps no other', () => {
  const items = [item('a'), item('b', 0, 200_000), item('c')]
  expect(planBatches(items).map((batch) => batch.map(({ account }) => account))).toEqual([
    ['a', 'c'],
    ['b'],
  ])
})

it('every post is in one request, none of which is too wide, too large, or has an account twice', () => {
  const anyItem = fc.record({
    account: fc.constantFrom(...'abcdefgh'),
    at: fc.integer({ min: 0, max: 200_000 }),
    bytes: fc.integer({ min: 100, max: 60_000 }),
  })
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 120 }), (items) => {
      const batches = planBatches(items)
      expect(new Set(batches.flat())).toEqual(new Set(items))
      expect(batches.flat()).toHaveLength(items.length)
      for (const batch of batches) {
        const times = batch.map(({ at }) => at)
        expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(spanMs)
        expect(new Set(batch.map(({ account }) => account)).size).toBe(batch.length)
        expect(batch.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(90_000)
      }
    }),
  )
})
