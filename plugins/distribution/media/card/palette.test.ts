import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contrast, makePalette, READABLE } from './palette.ts'

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`)

it('every text can be read on its ground, whatever the brand’s colour is', () => {
  fc.assert(
    fc.property(colour, (brand) => {
      const { onBrand, deep, paper, tint, ink, muted, accent } = makePalette(brand)
      for (const ground of [brand, deep])
        expect(contrast(onBrand, ground)).toBeGreaterThanOrEqual(READABLE - 0.3)
      for (const ground of [paper, tint]) {
        for (const text of [ink, muted, accent])
          expect(contrast(text, ground)).toBeGreaterThanOrEqual(READABLE)
      }
    }),
  )
})

it('a brand’s colour that can be read on paper is left as it is', () => {
  expect(makePalette('#1d4f8a').accent).toBe('#1d4f8a')
  expect(makePalette('#ffd400').accent).not.toBe('#ffd400')
})

it('contrast is as WCAG measures it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
