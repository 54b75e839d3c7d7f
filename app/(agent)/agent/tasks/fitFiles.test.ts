import { expect, test } from 'vitest'
import { fitFiles } from './fitFiles.ts'

const film = { url: '/film', bytes: 80 }
const other = { url: '/other', bytes: 50 }
const picture = { url: '/picture', bytes: 10 }

test('no more is brought onto the phone than it may hold, what is needed first before the rest', () => {
  expect(fitFiles({ files: [film, other, picture], mostBytes: 100 })).toEqual(['/film', '/picture'])
  expect(fitFiles({ files: [film, picture], mostBytes: 5 })).toEqual([])
})

test('a file of two posts needs room once', () => {
  expect(fitFiles({ files: [film, film, picture], mostBytes: 90 })).toEqual(['/film', '/picture'])
})
