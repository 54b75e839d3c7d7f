import { expect, it } from 'vitest'
import { findTimeShift } from './findTimeShift.ts'

const given = Date.parse('2026-08-21T10:00:07.123Z')
const minute = 60_000
const kept = (...offMs: number[]) => offMs.map((off) => ({ given, kept: given + off }))

it.each([
  ['keeps them', kept(0, 0), 0],
  ['drops their milliseconds', kept(-123), 0],
  ['adds an hour', kept(60 * minute, 60 * minute - 123), 60],
  ['lives in Kathmandu', kept(-345 * minute), -345],
  ['had one of them moved by a person', kept(0, 60 * minute), undefined],
  ['had one moved to no whole quarter', kept(7 * minute), undefined],
  ['has nothing of ours', [], undefined],
])('compares what was given with what Postiz shows that %s', (_, pairs, shift) => {
  expect(findTimeShift(pairs)).toBe(shift)
})
