import { expect, it } from 'vitest'
import { balanceLines, breakLines, cutText, lengthOf } from './breakLines.ts'
import { findBreaks } from './findBreaks.ts'

/** Each letter is one em wide. */
const shapeOf = (text: string) => ({
  text,
  advances: new Float64Array(text.length).fill(1),
  breaks: findBreaks(text),
  graphemes: [...text].map((_, index) => index),
})

const linesOf = (text: string, width: number) =>
  breakLines(shapeOf(text), width).map(({ start, end }) => text.slice(start, end))

it('a line is as full as it can be, and has no space at its end', () => {
  expect(linesOf('rooms by the quay', 12)).toEqual(['rooms by the', 'quay'])
})

it('a word that is longer than a line is broken, and loses nothing', () => {
  expect(linesOf('a harbourmaster', 6)).toEqual(['a', 'harbou', 'rmaste', 'r'])
})

it('even lines are as many as full ones', () => {
  const shape = shapeOf('one two three four five six')
  const even = balanceLines(shape, 20)
  expect(even).toHaveLength(breakLines(shape, 20).length)
  expect(even.map((line) => lengthOf(shape, line))).toEqual([13, 13])
})

it('a text that is cut leaves room for the sign behind it, and ends with a word’s letter', () => {
  const shape = shapeOf('rooms by, the quay and the sea')
  const end = cutText(shape, { width: 10, count: 1, sign: 1 })
  expect(shape.text.slice(0, end)).toBe('rooms by')
})
