import { expect, it } from 'vitest'
import { frameRate } from './frameRate.ts'

it.each([
  [25, '25'],
  [29.97, '30000/1001'],
  [30, '30'],
  [29.83, '30000/1001'],
  [23.976, '24000/1001'],
  [15, '15.000'],
  [120, '60'],
  [90000, '60'],
  [null, '30'],
  [0.4, '30'],
])('%s frames per second are encoded at %s', (framesPerSecond, rate) => {
  expect(frameRate(framesPerSecond)).toBe(rate)
})
