import { expect, it } from 'vitest'
import { channelName, formatWake, groupWakes, parseWake } from './notify.ts'

it('one message for each queue, with the earliest time of its jobs', () => {
  const wakes = groupWakes({
    now: 1_000,
    horizonMs: 10_000,
    jobs: [
      { queue: 'a', dueAt: 3_000 },
      { queue: 'a', dueAt: 2_000 },
      { queue: 'b', dueAt: 5_000 },
      { queue: 'b', dueAt: 1_000 },
      { queue: 'c', dueAt: 11_001 },
    ],
  })
  expect(wakes.map(parseWake)).toEqual([
    { queue: 'a', at: 2_000, count: 2 },
    { queue: 'b', at: null, count: 2 },
  ])
})

it('what is written is read, and anything else wakes every queue', () => {
  const wake = { queue: 'q', at: 5, count: 3 }
  expect(parseWake(formatWake(wake))).toEqual(wake)
  for (const message of [undefined, '', 'hello', '{broken', '{"queue":1,"at":"x"}']) {
    expect(parseWake(message)).toEqual({ queue: null, at: null, count: 1 })
  }
})

it('a channel has a name that Postgres takes', () => {
  expect(channelName(undefined)).toBe('durable_jobs_public')
  expect(Buffer.byteLength(channelName('s'.repeat(63)))).toBe(63)
})
