import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countText } from './countText.ts'

it.each([
  ['plain', 5, 5],
  ['漢字', 4, 2],
  ['😀', 2, 2],
  ['t.co/x', 23, 6],
  ['See https://x.io.', 28, 17],
  ['example.com', 23, 11],
  [`https://example.com/${'a'.repeat(60)}`, 80, 80],
  ['mr.smith and e.g. this', 22, 22],
])('%s counts %i on X and %i elsewhere', (text, x, utf16) => {
  expect(countText({ text, counting: 'x' })).toBe(x)
  expect(countText({ text, counting: 'utf16' })).toBe(utf16)
})

it('X never counts less than the raw length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(countText({ text, counting: 'x' })).toBeGreaterThanOrEqual(text.length)
    }),
  )
})
