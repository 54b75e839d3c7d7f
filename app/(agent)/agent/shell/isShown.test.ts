import { expect, test } from 'vitest'
import { isShown } from './isShown.ts'

const placed = [{}] as unknown as DOMRectList
const folded = [] as unknown as DOMRectList

test.each([
  ['a browser says so', { checkVisibility: () => true, getClientRects: () => folded }, true],
  ['a browser says not', { checkVisibility: () => false, getClientRects: () => placed }, false],
  ['an older one has a place for it', { getClientRects: () => placed }, true],
  ['an older one has no place for it', { getClientRects: () => folded }, false],
])('whether an element is seen, where %s', (_where, element, is) => {
  expect(isShown(element)).toBe(is)
})
