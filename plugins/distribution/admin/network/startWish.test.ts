import { expect, it } from 'vitest'
import { emptyFields, remedyOf, toStartWish } from './startWish.ts'

it('says only what was typed, times by the clock of the client', () => {
  const fields = {
    ...emptyFields,
    post: '7',
    count: '80',
    labels: 'branch, north ,branch',
    from: '2026-07-01T08:00',
    minMinutes: '6',
  }
  expect(toStartWish(fields, 'Europe/Lisbon', '4f1c')).toEqual({
    post: '7',
    select: { count: 80, criteria: { labels: { any: ['branch', 'north'] } } },
    window: { from: '2026-07-01T07:00:00Z', hours: 6 },
    gap: { minMinutes: 6 },
    seed: '4f1c',
  })
  expect(toStartWish({ ...emptyFields, post: '7', hours: '' }, 'UTC')).toEqual({
    post: '7',
    select: { criteria: {} },
  })
})

it('offers the window that would fit all', () => {
  const errors = [
    { path: 'window', code: 'SPREAD_IMPOSSIBLE', message: '73 of 100 fit.' },
    { path: 'remedies', code: 'window', message: '', at: '2026-11-23T14:15:00.000Z' },
  ]
  const window = { from: '2026-11-23T06:00:00.000Z' }
  expect(remedyOf({ errors }, window)?.change).toEqual({ hours: '8.25' })
  expect(remedyOf({ errors: errors.slice(0, 1) }, window)).toBeUndefined()
})
