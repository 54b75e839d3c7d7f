import { expect, it } from 'vitest'
import { tellStatus } from './tellStatus.ts'

const now = Date.parse('2026-11-22T13:00:00Z')
const well = {
  checkedAt: '2026-11-22T12:50:00Z',
  failingSince: null,
  refusedSince: null,
  lastError: null,
  timeShiftMinutes: null,
  hintUrl: 'https://postyard.example/api/postiz/hints/t',
}

it('says nothing while all is well, nor of a failure that may pass by itself', () => {
  expect(tellStatus(well, now)).toEqual([])
  const failing = { ...well, failingSince: '2026-11-22T12:20:00Z', lastError: 'No connection.' }
  expect(tellStatus(failing, now)).toEqual([])
})

it.each([
  [
    'that Postiz is away',
    { failingSince: '2026-11-22T10:20:00Z', lastError: 'No connection.' },
    'No connection. See that it runs.',
  ],
  [
    'that the key is refused',
    { refusedSince: '2026-11-22T12:59:00Z', failingSince: '2026-11-22T10:20:00Z' },
    'Change connection',
  ],
  [
    'what the listing lacks',
    { lastError: 'Choose the customer group.' },
    'Choose the customer group.',
  ],
  ['that times are shifted', { timeShiftMinutes: 60 }, '1 h too late'],
  ['that times are shifted by no whole hour', { timeShiftMinutes: -345 }, '345 min too early'],
])('says %s, and what to do', (_, changes, said) => {
  const sentences = tellStatus({ ...well, ...changes }, now)
  expect(sentences).toHaveLength(1)
  expect(sentences[0]).toContain(said)
})
