import { expect, it } from 'vitest'
import { splitText } from './splitText.ts'

const text = 'See **it** at https://example.com/a#b. #flats by @jane, not mail@x or a#b'
const marked = (changes: object) =>
  splitText({ text, bold: [], hasLinks: true, hasHashtags: true, ...changes })
    .filter(({ isMarked }) => isMarked)
    .map((piece) => piece.text)

it('marks addresses and tags where the platform does, and leaves the rest alone', () => {
  expect(marked({})).toEqual(['https://example.com/a#b', '#flats', '@jane'])
  expect(marked({ hasLinks: false })).toEqual(['#flats', '@jane'])
  expect(marked({ hasHashtags: false })).toEqual(['https://example.com/a#b'])
})

it('loses no character, also where bold and a tag overlap', () => {
  const pieces = splitText({
    text: 'A #tag here',
    bold: [{ from: 4, to: 8 }],
    hasLinks: true,
    hasHashtags: true,
  })
  expect(pieces.map((piece) => piece.text).join('')).toBe('A #tag here')
  expect(pieces).toContainEqual({ text: 'ag', isBold: true, isMarked: true })
})
