import { expect, test } from 'vitest'
import { planActionsOf, tellCancel, tellCounts, tellPause, tellResumed } from './tellPlan.ts'

test('says before a plan is stopped what becomes of each of its deliveries', () => {
  const counts = { held: 1, scheduled: 2, publishing: 1, published: 2, awaiting_human: 1 }
  expect(tellCounts(counts)).toBe('3 not sent yet, 1 with a field agent, 1 being sent, 2 live.')
  expect(tellCancel(counts)).toBe(
    '3 not sent yet are cancelled; 1 with a field agent is taken back; 1 being sent is cancelled only if nothing went out; 2 are live and stay.',
  )
  expect(tellPause({ scheduled: 1 })).toBe(
    '1 not sent yet waits until you resume it. After 30 days without that it is cancelled.',
  )
})

test('offers what can still be done', () => {
  expect(planActionsOf({ counts: { published: 3 }, isPaused: false })).toEqual({
    ...{ pause: false, resume: false, cancel: false },
  })
  expect(planActionsOf({ counts: { held: 3 }, isPaused: true })).toEqual({
    ...{ pause: false, resume: true, cancel: true },
  })
})

test('says what goes on when a plan is resumed', () => {
  expect(tellResumed({ onTime: [1, 2], late: [3], stale: [], waiting: [] })).toBe(
    'Resumed: 2 go out at their time; 1 is late and goes now.',
  )
})
