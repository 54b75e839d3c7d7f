import { expect, it } from 'vitest'
import { foldText } from './foldText.ts'

const fold = { characters: 10, lines: 2 }

it('shows a text whole that fits, and all of it where nothing is folded', () => {
  expect(foldText('ten signs.', fold)).toBe(10)
  expect(foldText('one\ntwo', fold)).toBe(7)
  expect(foldText('x'.repeat(500), undefined)).toBe(500)
})

it('folds at the blank before the end, and after so many lines', () => {
  expect(foldText('nine char and more', fold)).toBe(9)
  expect(foldText('a\nb\nc', fold)).toBe(3)
})

it('never cuts a character in two', () => {
  const family = '👨‍👩‍👧‍👦'
  expect(foldText(family.repeat(11), fold)).toBe(family.length * 10)
})
