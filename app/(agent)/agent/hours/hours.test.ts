import { expect, test } from 'vitest'
import { nameDays, toggleDay } from './hours.ts'

test('days are named in the language of the phone, Monday first', () => {
  expect(nameDays('en-GB').map(({ long }) => long)[0]).toBe('Monday')
  expect(nameDays('pt-PT').map(({ short }) => short.toLowerCase())).toEqual(
    expect.arrayContaining(['segunda', 'domingo']),
  )
})

test('a day is added in its place, and taken out again', () => {
  expect(toggleDay([1, 3], 2)).toEqual([1, 2, 3])
  expect(toggleDay([1, 2, 3], 2)).toEqual([1, 3])
})
