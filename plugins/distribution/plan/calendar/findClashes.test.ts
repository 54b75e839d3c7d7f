import { expect, test } from 'vitest'
import { type Due, findClashes } from './findClashes.ts'

const minute = 60_000

const due = (id: string, atMinute: number, more: Partial<Due> = {}): Due => ({
  ...{ id, plan: `plan ${id}`, post: `post ${id}`, channel: 'instagram' },
  ...more,
  at: atMinute * minute,
})

const told = (all: Due[]) =>
  findClashes(all).map((one) => `${one.of.id} ${one.code} ${one.with.id}`)

test('two posts of one channel within five minutes are too near, whichever comes first', () => {
  expect(told([due('b', 4), due('a', 0)])).toEqual(['a TOO_NEAR b', 'b TOO_NEAR a'])
  expect(told([due('a', 0), due('b', 5)])).toEqual([])
  expect(told([due('a', 0), due('b', 1, { channel: 'x' })])).toEqual([])
})

test('the same post twice on one channel within a day is a duplicate, also with others in between', () => {
  const post = { post: 'one' }
  const others = [due('m', 100), due('n', 200)]
  expect(told([due('a', 0, post), ...others, due('b', 24 * 60 - 1, post)])).toEqual([
    'a SAME_POST b',
    'b SAME_POST a',
  ])
  expect(told([due('a', 0, post), due('b', 24 * 60, post)])).toEqual([])
})

test('a plan is in nobody’s way by itself', () => {
  expect(told([due('a', 0, { plan: 'one' }), due('b', 1, { plan: 'one' })])).toEqual([])
})
