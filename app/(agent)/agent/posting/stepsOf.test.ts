import { expect, test } from 'vitest'
import { localUrl } from './localUrl.ts'
import { nextStep, spellBytes, stepsOf } from './stepsOf.ts'

test('a task has only the steps that it has something for', () => {
  expect(stepsOf({ files: 2, caption: 'Hello', canOpen: true })).toEqual(['save', 'copy', 'open'])
  expect(stepsOf({ files: 0, caption: 'Hello', canOpen: false })).toEqual(['copy'])
  expect(stepsOf({ files: 1, caption: '', canOpen: true })).toEqual(['save', 'open'])
})

test('the next step is the first that is not done; after the last one comes the answer', () => {
  expect(nextStep(['save', 'copy', 'open'], new Set(['copy']))).toBe('save')
  expect(nextStep(['save', 'copy', 'open'], new Set(['save', 'copy']))).toBe('open')
  expect(nextStep(['save'], new Set(['save']))).toBeUndefined()
})

test.each([
  [300, '1 kB'],
  [840_400, '840 kB'],
  [2_350_000, '2.4 MB'],
  [48_000_000, '48 MB'],
])('%d bytes are spelt "%s"', (bytes, words) => {
  expect(spellBytes(bytes, { locale: 'en-GB' })).toBe(words)
})

test('a file is fetched from where the page came from, under whatever name the server goes', () => {
  const origin = 'http://192.168.1.20:3000'
  expect(localUrl('http://localhost:3000/api/assist/files/abc.def', origin)).toBe(
    '/api/assist/files/abc.def',
  )
  expect(localUrl('https://store.example/a.jpg?sign=1', origin)).toBe(
    'https://store.example/a.jpg?sign=1',
  )
})
