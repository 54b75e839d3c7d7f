import { expect, it } from 'vitest'
import { readTable, tellEmpty } from './readTable.ts'

it('has a row for each day, the newest first, and a gap where nothing was counted', () => {
  const series = [
    {
      label: 'Likes',
      points: [
        { date: '2026-11-20', total: 3 },
        { date: '2026-11-21', total: 4 },
      ],
    },
    { label: 'Views', points: [{ date: '2026-11-21', total: 90 }] },
  ]
  expect(readTable({ series })).toEqual({
    labels: ['Likes', 'Views'],
    days: [
      { date: '2026-11-21', totals: [4, 90] },
      { date: '2026-11-20', totals: [3, null] },
    ],
  })
})

it.each([
  ['none', 'no figures yet'],
  ['missing', 'does not know which post'],
  ['failed', 'asked again by itself. Error 500'],
  [null, 'none came yet'],
] as const)('says why there is none: %s', (outcome, said) => {
  expect(tellEmpty({ outcome, message: 'Error 500' })).toContain(said)
})
