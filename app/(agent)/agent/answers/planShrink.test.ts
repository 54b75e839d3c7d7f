import { expect, test } from 'vitest'
import { planShrink } from './planShrink.ts'

test('a photo is first tried at a size on which words can be read, then smaller and coarser', () => {
  const ways = planShrink({ width: 4000, height: 3000 })
  expect(ways[0]).toEqual({ width: 1600, height: 1200, quality: 0.82 })
  expect(ways.at(-1)).toEqual({ width: 768, height: 576, quality: 0.6 })
  const weights = ways.map(({ width, height, quality }) => width * height * quality)
  expect(Math.max(...weights)).toBe(weights[0])
})

test('no photo is made larger, and one that is small is tried at its own size only', () => {
  expect(planShrink({ width: 600, height: 400 }).map(({ width }) => width)).toEqual([600, 600])
})

test('a photo keeps its shape, and at least a pixel of each side', () => {
  expect(planShrink({ width: 1170, height: 2532 })[0]).toMatchObject({ width: 739, height: 1600 })
  expect(planShrink({ width: 9000, height: 1 })[0]).toMatchObject({ width: 1600, height: 1 })
})
