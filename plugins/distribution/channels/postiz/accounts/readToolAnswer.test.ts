import { expect, test } from 'vitest'
import { readToolAnswer } from './readToolAnswer.ts'

const homes = { value: 'b1', label: 'Homes' }
const boats = { value: 'b2', label: 'Boats' }

test.each<[string, unknown]>([
  [
    'ids with names',
    [
      { id: 'b1', name: 'Homes' },
      { id: 'b2', name: 'Boats' },
    ],
  ],
  ['values with labels', [homes, boats]],
  [
    'a list in a list',
    {
      data: [
        { id: 'b1', title: 'Homes' },
        { id: 'b2', title: 'Boats' },
      ],
    },
  ],
  ['a list that is wrapped twice', { data: { items: [homes, boats] } }],
  ['items that are wrapped', [{ node: { id: 'b1', name: 'Homes' } }, { node: boats }]],
  ['names by their values', { b1: 'Homes', b2: 'Boats' }],
  ['the same twice', [homes, boats, homes]],
])('%s are read as choices', (_, output) => {
  expect(readToolAnswer(output).options).toEqual([homes, boats])
})

test('texts and numbers are their own labels', () => {
  expect(readToolAnswer(['news', 7]).options).toEqual([
    { value: 'news', label: 'news' },
    { value: '7', label: '7' },
  ])
})

test('an answer of several lists keeps each under its name, with what it says yes or no to', () => {
  const output = {
    subreddit: '/r/homes',
    allow: ['self', 'link'],
    is_flair_required: true,
    flairs: [{ id: 'f1', name: 'For sale' }],
  }
  expect(readToolAnswer(output)).toEqual({
    options: [
      { value: 'self', label: 'self' },
      { value: 'link', label: 'link' },
    ],
    parts: {
      allow: [
        { value: 'self', label: 'self' },
        { value: 'link', label: 'link' },
      ],
      flairs: [{ value: 'f1', label: 'For sale' }],
    },
    says: { is_flair_required: true },
  })
})

test.each([[null], [undefined], [''], [true], [{}], [[]], [[null, {}, [], '']]])(
  '%j holds nothing to choose',
  (output) => {
    expect(readToolAnswer(output).options).toEqual([])
  },
)
