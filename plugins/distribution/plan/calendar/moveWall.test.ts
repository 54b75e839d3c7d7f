import { expect, test } from 'vitest'
import { dayAt, moveWall } from './moveWall.ts'

const zone = 'Europe/Berlin'
const at = (...times: string[]) => times.map((one) => Date.parse(one))
const told = (instants: number[]) => instants.map((one) => new Date(one).toISOString())

test('another day keeps the time on the clock, also where clocks change in between', () => {
  const instants = at('2026-10-24T12:30:10.500Z', '2026-10-24T13:00:00Z')
  expect(told(moveWall({ instants, zone, day: '2026-10-26' }))).toEqual([
    '2026-10-26T13:30:10.500Z',
    '2026-10-26T14:00:00.000Z',
  ])
})

test('another time is that of the first, and the others keep their distance', () => {
  const instants = at('2026-11-24T15:20:00Z', '2026-11-24T15:00:00Z')
  expect(told(moveWall({ instants, zone, day: '2026-11-24', time: '18:00' }))).toEqual([
    '2026-11-24T17:20:00.000Z',
    '2026-11-24T17:00:00.000Z',
  ])
})

test('a time that clocks leave out is the one after it', () => {
  const instants = at('2026-03-28T01:30:00Z')
  expect(told(moveWall({ instants, zone, day: '2026-03-29' }))).toEqual([
    '2026-03-29T01:30:00.000Z',
  ])
})

test('a day is that of the zone', () => {
  expect(dayAt(Date.parse('2026-11-23T23:30:00Z'), zone)).toBe('2026-11-24')
})
