import { expect, test } from 'vitest'
import type { Happened } from './readHappened.ts'
import { summariseHappened } from './summariseHappened.ts'

const minute = 60_000
const at = (time: string) => Date.parse(`2026-11-23T${time}Z`)

const delivery = (channel: string, planned: string, more: Partial<Happened> = {}): Happened => ({
  plan: 'p',
  channel,
  state: 'published',
  reasonCode: null,
  reason: null,
  plannedAt: at(planned),
  executedAt: at(planned),
  ...more,
})

const account = (id: string, timezone: string) =>
  [id, { id, name: `Branch ${id}`, platform: 'mastodon', timezone }] as const

test('compares what was planned with what happened, by the clock of each account', () => {
  const found = summariseHappened({
    deliveries: [
      delivery('a', '12:00:00'),
      delivery('b', '12:06:00', { executedAt: at('12:02:00') }),
      delivery('c', '12:12:00', { executedAt: at('14:12:00') }),
      delivery('d', '12:18:00', {
        ...{ state: 'failed', executedAt: null, reasonCode: 'REJECTED', reason: 'Too long.' },
      }),
      delivery('e', '12:24:00', { state: 'cancelled', executedAt: null }),
    ],
    accounts: new Map([
      account('a', 'Europe/London'),
      account('b', 'America/New_York'),
      account('c', 'Europe/London'),
      account('d', 'Europe/London'),
    ]),
    plans: new Map([
      [
        'p',
        {
          id: 'p',
          leastGapMs: 5 * minute,
          peaks: { weekday: [{ from: '12:00', to: '13:00' }], weekend: [] },
        },
      ],
    ]),
    isWhole: true,
  })
  expect(found).toMatchObject({
    ...{ plans: 1, deliveries: 4, succeeded: 3, failed: 1, successRate: 0.75 },
    // One is two hours late; one that went early is not late.
    ...{ onTime: 2, onTimeRate: 0.6667 },
    lateness: { mostMs: 120 * minute },
    // Noon in London is seven in New York.
    peak: { planned: 3, plannedShare: 0.75, happened: 1, happenedShare: 0.3333 },
    gaps: {
      planned: { count: 3, shortestMs: 6 * minute, belowLeast: 0 },
      happened: { count: 2, shortestMs: 2 * minute, longestMs: 130 * minute, belowLeast: 1 },
    },
    failures: [{ code: 'REJECTED', count: 1, example: 'Too long.' }],
  })
  expect(found.byHour.filter(({ planned, happened }) => planned + happened > 0)).toEqual([
    { hour: 7, planned: 1, happened: 1, failed: 0 },
    { hour: 12, planned: 3, happened: 1, failed: 1 },
    { hour: 14, planned: 0, happened: 1, failed: 0 },
  ])
  expect(found.byAccount.map(({ channel }) => channel)).toEqual(['d', 'a', 'b', 'c'])
})

test('of nothing there are no shares', () => {
  const none = { deliveries: [], accounts: new Map(), plans: new Map(), isWhole: true }
  expect(summariseHappened(none)).toMatchObject({
    ...{ deliveries: 0, successRate: null, onTimeRate: null },
    peak: { plannedShare: null },
    gaps: { planned: { count: 0, shortestMs: null } },
  })
})
