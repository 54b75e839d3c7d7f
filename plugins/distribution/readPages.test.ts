import { expect, test } from 'vitest'
import { readPages } from './readPages.ts'

/** A list of three pages. */
const read = async (cursor: string | undefined) => {
  const at = Number(cursor ?? 0)
  return { page: { items: [at], next: at < 2 ? String(at + 1) : null } }
}

test('pages are read one after the other, until there are enough or no more', async () => {
  expect(await readPages({ count: 2, read })).toEqual({
    pages: [
      { items: [0], next: '1' },
      { items: [1], next: '2' },
    ],
    next: '2',
  })
  const all = await readPages({ count: 9, read })
  expect(all).toMatchObject({ pages: { length: 3 }, next: null })
})

test('half a list is never taken for a whole one', async () => {
  const fail = async (cursor: string | undefined) => (cursor ? { stop: 'offline' } : read(cursor))
  expect(await readPages({ count: 2, read: fail })).toEqual({ stop: 'offline' })
})
