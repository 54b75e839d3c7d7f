import { expect, test } from 'vitest'
import { closedDays } from './closedDays.ts'

const december = { first: '2026-12-20', last: '2026-12-31' }

test('days by their dates and by their weekdays are closed; hours of a day close none', () => {
  const blackouts = [
    { date: '2026-12-25' },
    { date: '2027-01-01' },
    { days: [7], from: '00:00', to: '00:00' },
    { days: [1], from: '22:00', to: '06:00' },
  ]
  expect(closedDays(blackouts, december)).toEqual(['2026-12-20', '2026-12-25', '2026-12-27'])
})

test('without rules there are none, and a rule without weekdays is of every day', () => {
  expect(closedDays([], december)).toEqual([])
  expect(closedDays([{ days: [], from: '00:00', to: '00:00' }], december)).toHaveLength(12)
})
