import { expect, it } from 'vitest'
import { layOutMap } from './layOutMap.ts'
import type { MapPoint } from './mapPoint.ts'

const point = (id: string, timezone: string, at: string | null): MapPoint => ({
  id,
  name: `Branch ${id}`,
  platform: 'instagram',
  timezone,
  at,
  plannedAt: null,
  state: 'scheduled',
  reason: null,
  isPeak: false,
  isLead: false,
  externalUrl: null,
})

const window = { from: '2026-11-23T06:00:00Z', to: '2026-11-23T12:00:00Z' }
const peaks = { weekday: [{ from: '06:00', to: '09:00' }], weekend: [] }

it('puts accounts of one zone together, the earliest zone first, and shades the peak hours of each', () => {
  const { groups } = layOutMap({
    points: [
      point('a', 'Europe/Lisbon', '2026-11-23T09:00:00Z'),
      point('b', 'Europe/Berlin', '2026-11-23T07:30:00Z'),
      point('c', 'Europe/Lisbon', '2026-11-23T06:00:00Z'),
    ],
    window,
    peaks,
    zone: 'Europe/Lisbon',
  })
  expect(groups.map(({ name, rows }) => [name, rows.map((row) => row.point.id)])).toEqual([
    ['Berlin', ['b']],
    ['Lisbon', ['c', 'a']],
  ])
  expect(groups[1]?.rows.map(({ x }) => x)).toEqual([0, 0.5])
  // Berlin is an hour ahead: of its 6 to 9 o'clock two hours are left when the window begins.
  expect(groups.map(({ peaks: [first] }) => Math.round((first?.to ?? 0) * 6))).toEqual([2, 3])
})

it('widens the map where something goes out beside the window', () => {
  const { from, to, groups } = layOutMap({
    points: [
      { ...point('a', 'UTC', '2026-11-23T13:00:00Z'), plannedAt: '2026-11-23T05:00:00Z' },
      point('b', 'UTC', null),
    ],
    window,
    peaks: undefined,
    zone: 'UTC',
  })
  expect([from, to].map((at) => new Date(at).getUTCHours())).toEqual([5, 13])
  expect(groups[0]?.rows.map(({ x, plannedX }) => [x, plannedX])).toEqual([
    [1, 0],
    [null, null],
  ])
})

it('labels the hours by the clock of the reader, as many as fit', () => {
  const { ticks } = layOutMap({ points: [], window, peaks, zone: 'Asia/Kolkata' })
  expect(ticks.map(({ label }) => label)).toEqual([
    '12:00',
    '13:00',
    '14:00',
    '15:00',
    '16:00',
    '17:00',
  ])
})
