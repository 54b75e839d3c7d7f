import { expect, test } from 'vitest'
import { projectState } from './projectState.ts'
import { canMove, deliveryStates, isSettled, transitions } from './states.ts'

test('from every state that is not settled a settled one can be reached', () => {
  for (const state of deliveryStates) {
    const reached = new Set([state])
    for (const one of reached) for (const next of transitions[one]) reached.add(next)
    expect([...reached].some(isSettled), state).toBe(true)
  }
})

test('what may be live is never sent again without its outcome being looked up', () => {
  for (const state of ['submitted', 'unknown'] as const) {
    expect(canMove(state, 'queued')).toBe(false)
    expect(canMove(state, 'publishing')).toBe(false)
    expect(canMove(state, 'cancelled')).toBe(false)
  }
  expect(canMove('published', 'scheduled')).toBe(false)
  expect(canMove('cancelled', 'scheduled')).toBe(false)
})

test.each([
  [[], 'draft'],
  [['scheduled'], 'pending'],
  [['held', 'published'], 'pending'],
  [['queued', 'published'], 'publishing'],
  [['awaiting_human', 'failed'], 'publishing'],
  [['published', 'published'], 'published'],
  [['published', 'cancelled'], 'published'],
  [['published', 'failed'], 'partly_published'],
  [['dispatched', 'expired'], 'partly_published'],
  [['failed', 'skipped'], 'failed'],
  [['cancelled', 'cancelled'], 'cancelled'],
] as const)('deliveries that are %j make a post that is %s', (states, post) => {
  expect(projectState([...states])).toBe(post)
})
