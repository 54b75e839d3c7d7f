import { describe, expect, test } from 'vitest'
import type { ClaimState } from '../model/claims.ts'
import type { DeliveryState } from '../model/states.ts'
import { claimState } from './claimState.ts'

const now = new Date('2026-11-23T12:00:00Z')
const before = new Date(now.getTime() - 1)
const later = new Date(now.getTime() + 1)

const fresh = {
  deliveries: [] as DeliveryState[],
  isBegun: false,
  expiresAt: later,
  acceptedAt: null,
  startedAt: null,
  cancelledAt: null,
  now,
}

test('nobody has done anything with it: claimed until its very last moment, then expired', () => {
  expect(claimState(fresh)).toBe('claimed')
  expect(claimState({ ...fresh, expiresAt: now })).toBe('expired')
  expect(claimState({ ...fresh, expiresAt: before })).toBe('expired')
})

test('cancelled before its end it does not expire', () => {
  expect(claimState({ ...fresh, cancelledAt: before, expiresAt: before })).toBe('cancelled')
})

test.each([
  ['every one waits', ['scheduled', 'held'], null, 'scheduled'],
  ['told to go out at once', ['scheduled', 'held'], now, 'publishing'],
  ['one goes out', ['scheduled', 'queued'], null, 'publishing'],
  ['one is out, one waits', ['published', 'scheduled'], null, 'publishing'],
  ['a person is asked', ['published', 'awaiting_human'], null, 'publishing'],
  ['nobody knows', ['published', 'unknown'], null, 'publishing'],
  ['all out', ['published', 'dispatched'], now, 'published'],
  ['all but a cancelled one out', ['published', 'cancelled'], null, 'published'],
  ['one did not go', ['published', 'failed'], null, 'failed'],
  ['nobody answered', ['published', 'expired'], null, 'failed'],
  ['a person did not want to', ['published', 'skipped'], null, 'failed'],
  ['all called off', ['cancelled', 'cancelled'], null, 'cancelled'],
] satisfies [string, DeliveryState[], Date | null, ClaimState][])(
  'accepted in time, long past its end, %s',
  (_, deliveries, startedAt, state) => {
    expect(
      claimState({ ...fresh, deliveries, startedAt, acceptedAt: before, expiresAt: before }),
    ).toBe(state)
  },
)

test('one that was refused at once begins nothing, and its fellows can still be called off', () => {
  const accepted = { ...fresh, acceptedAt: before }
  expect(claimState({ ...accepted, deliveries: ['failed', 'scheduled'] })).toBe('scheduled')
  expect(claimState({ ...accepted, deliveries: ['failed', 'scheduled'], isBegun: true })).toBe(
    'publishing',
  )
  const called = { ...accepted, cancelledAt: now }
  expect(claimState({ ...called, deliveries: ['failed', 'cancelled'] })).toBe('cancelled')
})

describe('any states of two deliveries', () => {
  test('nothing that still moves counts as ended', () => {
    const state = claimState({ ...fresh, acceptedAt: before, deliveries: ['submitted', 'failed'] })
    expect(state).toBe('publishing')
  })
})
