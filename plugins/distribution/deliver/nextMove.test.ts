import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canMove } from '../model/states.ts'
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
        row: { attempt, draft_state: 'staged' },
        outcome,
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
    nextMove({ row: { attempt, draft_state: 'staged' }, outcome: retry, now, random: 0 }).to
  expect(to(maxRetries)).toBe('scheduled')
  expect(to(maxRetries + 1)).toBe('failed')
})
