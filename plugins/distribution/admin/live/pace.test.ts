import { expect, it } from 'vitest'
import { paceOf } from './pace.ts'

const now = Date.parse('2026-11-22T13:00:00Z')
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString()
const one = (state: string, seconds = -60) => ({ state, scheduledAt: at(seconds) })

it.each([
  ['one is under way', [one('published'), one('publishing')], 2_000],
  ['one is due within a minute', [one('scheduled', 60)], 2_000],
  ['the next attempt is far off', [{ ...one('scheduled'), nextAttemptAt: at(600) }], 15_000],
  ['one waits for a person', [one('awaiting_human'), one('scheduled', 3600)], 6_000],
  ['all rest', [one('published'), one('scheduled', 3600)], 15_000],
  ['there is none', [], 15_000],
])('looks often only while something moves: %s', (_when, deliveries, ms) => {
  expect(paceOf(deliveries, now)).toBe(ms)
})
