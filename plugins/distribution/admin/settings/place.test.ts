import { expect, test } from 'vitest'
import { placeAt, readPlace, writePlace } from './place.ts'

const settings = {
  board: 'b1',
  audio: { id: '7' },
  subreddit: [{ value: { subreddit: 'homes', title: 'Sea' } }, { value: { subreddit: 'sea' } }],
}

test('what stands at a place is read, also within an entry of a list', () => {
  expect(readPlace(settings, 'board')).toBe('b1')
  expect(readPlace(settings, 'audio.id')).toBe('7')
  expect(readPlace(settings, placeAt('subreddit[].value.subreddit', 1))).toBe('sea')
  expect(readPlace(settings, 'subreddit[7].value.title')).toBeUndefined()
  expect(readPlace(settings, 'board.id.x')).toBeUndefined()
})

test('a place is written without changing what was given', () => {
  const before = structuredClone(settings)
  expect(writePlace(settings, 'subreddit[1].value.title', 'Boats').subreddit).toEqual([
    settings.subreddit[0],
    { value: { subreddit: 'sea', title: 'Boats' } },
  ])
  expect(writePlace({}, 'subreddit[0].value.flair.id', 'f1')).toEqual({
    subreddit: [{ value: { flair: { id: 'f1' } } }],
  })
  expect(settings).toEqual(before)
})

test('what is taken away leaves nothing hollow behind, but for the entries of a list', () => {
  expect(writePlace({ audio: { id: '7' } }, 'audio.id', undefined)).toEqual({})
  expect(writePlace({ board: 'b1', x: 1 }, 'board', undefined)).toEqual({ x: 1 })
  expect(writePlace({ a: [{ value: { b: 1 } }] }, 'a[0].value.b', undefined)).toEqual({ a: [{}] })
})
