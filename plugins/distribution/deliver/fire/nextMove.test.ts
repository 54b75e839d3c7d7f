import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canMove } from '../../model/states.ts'
import { backOffMs, maxRetries } from './backOff.ts'
import { nextMove } from './nextMove.ts'

const now = new Date('2026-11-22T12:00:00Z')
const answer = {}

test('waits grow from half a minute to half an hour, and never below what the far side asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.option(fc.integer({ min: 0, max: 7_200_000 }), { nil: undefined }),
      (attempt, random, retryAfterMs) => {
        const wait = backOffMs(attempt, random, retryAfterMs)
        expect(wait).toBeGreaterThanOrEqual(Math.max(24_000, retryAfterMs ?? 0))
        expect(wait).toBeLessThanOrEqual(Math.max(36 * 60_000, retryAfterMs ?? 0))
      },
    ),
  )
  expect(backOffMs(1, 0.5)).toBe(30_000)
  expect(backOffMs(20, 0.5)).toBe(30 * 60_000)
})

test('whatever an attempt came to, its move is allowed and tells why', () => {
  const outcomes = [
    { kind: 'submitted', answer },
    { kind: 'published', answer },
    { kind: 'unknown', code: 'A', message: 'b', answer },
    { kind: 'restage', code: 'A', message: 'b', answer },
    { kind: 'retry', code: 'A', message: 'b', answer },
    { kind: 'failed', code: 'A', message: 'b', answer },
  ] as const
  for (const outcome of outcomes) {
    for (let attempt = 1; attempt <= maxRetries + 2; attempt += 1) {
      const move = nextMove({
        row: { attempt, scheduled_at: now },
        outcome,
        graceMinutes: 60,
        now,
        random: 0.5,
      })
      expect(canMove('publishing', move.to), `publishing to ${move.to}`).toBe(true)
      expect(move.reason.message.length).toBeGreaterThan(0)
    }
  }
})

test('five retries are made, not six', () => {
  const retry = { kind: 'retry', code: 'A', message: 'b', answer } as const
  const to = (attempt: number) =>
    nextMove({
      row: { attempt, scheduled_at: now },
      outcome: retry,
      graceMinutes: 60,
      now,
      random: 0,
    }).to
  expect(to(maxRetries)).toBe('scheduled')
  expect(to(maxRetries + 1)).toBe('failed')
})

test('a wait beyond the grace is not promised: the delivery is held at once and asks a person', () => {
  const moveAfter = (retryAfterMs: number) =>
    nextMove({
      row: { attempt: 1, scheduled_at: now },
      outcome: { kind: 'retry', code: 'A', message: 'Postiz is full.', retryAfterMs, answer },
      graceMinutes: 60,
      now,
      random: 0.5,
    })
  expect(moveAfter(60 * 60_000)).toMatchObject({ to: 'scheduled', next: undefined })
  const held = moveAfter(60 * 60_000 + 1).next
  expect(held).toMatchObject({ to: 'held', reason: { code: 'STALE' }, set: { wakeAt: null } })
  expect(held?.reason.message).toMatch(/^Postiz is full\. .*61 min .*does not go out by itself/)
  expect(canMove('scheduled', 'held')).toBe(true)
})

const spent = (retryAfterMs: number, attempt = 1) =>
  nextMove({
    row: { attempt, scheduled_at: now },
    outcome: {
      kind: 'retry',
      code: 'POSTIZ_BUDGET_SPENT',
      message: 'Postiz takes no more.',
      retryAfterMs,
      answer,
    },
    graceMinutes: 60,
    timezone: 'Europe/Lisbon',
    now,
    random: 0.5,
  })

test('what finds the budget spent is held until it is filled, says when, and has lost no attempt', () => {
  const { to, set, next } = spent(20 * 60_000 + 30_000)
  const at = new Date('2026-11-22T12:20:30Z')
  expect(to).toBe('scheduled')
  expect(set).toMatchObject({ attempt: 0, nextAttemptAt: at, wakeAt: null, leaseUntil: null })
  expect(next).toMatchObject({
    to: 'held',
    reason: { code: 'POSTIZ_BUDGET_SPENT' },
    set: { nextAttemptAt: at, wakeAt: at },
  })
  expect(next?.reason.message).toMatch(/before 22 Nov, 12:21 \(Europe\/Lisbon\).*by itself then\.$/)
  for (let attempt = 1; attempt <= maxRetries + 2; attempt += 1) {
    expect(spent(1_000, attempt).next?.to).toBe('held')
  }
})

test('a budget that is filled only after the grace is no promise: the reason says so at once', () => {
  expect(spent(60 * 60_000).next?.reason.code).toBe('POSTIZ_BUDGET_SPENT')
  const { next } = spent(60 * 60_000 + 1)
  expect(next).toMatchObject({
    to: 'held',
    reason: { code: 'STALE' },
    set: { nextAttemptAt: null, wakeAt: null },
  })
  expect(next?.reason.message).toMatch(/60 min after its time, so it does not go out by itself/)
})

test('a far side that asks to wait has had no attempt, and is given its wait', () => {
  const { to, set, next } = nextMove({
    row: { attempt: maxRetries + 1, scheduled_at: now },
    outcome: {
      kind: 'retry',
      code: 'POSTIZ_RATE_LIMITED',
      message: 'Later.',
      retryAfterMs: 300_000,
      answer,
    },
    graceMinutes: 60,
    now,
    random: 0.5,
  })
  expect([to, next]).toEqual(['scheduled', undefined])
  expect(set).toMatchObject({
    attempt: maxRetries,
    nextAttemptAt: new Date('2026-11-22T12:05:00Z'),
  })
})
