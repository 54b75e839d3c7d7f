import { expect, it } from 'vitest'
import { findBreaks } from './findBreaks.ts'

const piecesOf = (text: string, places: number[]) =>
  [0, ...places].map((place, index) => text.slice(place, places[index] ?? text.length))

it.each([
  ['Rooms by the quay-side', ['Rooms ', 'by ', 'the ', 'quay-', 'side']],
  ['ที่นี่เงียบสงบ', ['ที่', 'นี่', 'เงียบ', 'สงบ']],
  ['바닷가의 밝은 집', ['바닷가의 ', '밝은 ', '집']],
  ['コーヒーをご用意してお待ちしています。', ['コーヒーを', 'ご用意して', 'お待ちしています。']],
])('%s may be broken only between its words', (text, pieces) => {
  const { preferred, allowed } = findBreaks(text)
  expect(piecesOf(text, preferred)).toEqual(pieces)
  for (const place of preferred) expect(allowed).toContain(place)
})

it('no line of Chinese or Japanese begins with what ends a sentence, or ends with what opens a bracket', () => {
  const text = '海辺の家（三階）、明るい部屋。'
  for (const piece of piecesOf(text, findBreaks(text).allowed)) {
    expect(piece).not.toMatch(/^[）、。]|（$/)
  }
})
