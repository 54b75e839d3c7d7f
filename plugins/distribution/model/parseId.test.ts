import { expect, test } from 'vitest'
import { parseId } from './database.ts'

const serial = { db: { defaultIDType: 'number' } } as const
const uuid = { db: { defaultIDType: 'text' } } as const

test.each([1, 42, 2_147_483_647])('%i is a serial id, as a number and written out', (id) => {
  expect(parseId(serial, id)).toBe(id)
  expect(parseId(serial, String(id))).toBe(id)
})

test.each([
  0,
  -1,
  1.5,
  2_147_483_648,
  '2147483648',
  '042',
  '1e3',
  '0x10',
  ' 42',
  '',
  true,
  null,
  [5],
])('%j can be no serial id', (value) => {
  expect(parseId(serial, value)).toBeUndefined()
})

test('a UUID is one in small letters, and a number is none', () => {
  const id = '7C9E1F3B-5D2A-4860-8E4B-6D1F0A3C5E79'
  expect(parseId(uuid, id)).toBe(id.toLowerCase())
  expect(parseId(uuid, 42)).toBeUndefined()
  expect(parseId(uuid, '42')).toBeUndefined()
})
