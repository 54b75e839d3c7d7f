import { expect, it } from 'vitest'
import { canMove, type DeliveryState, deliveryStates } from '../../model/states.ts'
import { type ActionName, actionsOf, tellDone } from './actions.ts'

/** Where an action leads; none for a wish that is written on the row. */
const goal: Record<ActionName, DeliveryState> = {
  'publish-now': 'scheduled',
  reschedule: 'scheduled',
  cancel: 'cancelled',
  retry: 'scheduled',
  live: 'published',
  'send-again': 'scheduled',
  drop: 'failed',
  posted: 'published',
}

it.each(deliveryStates)('offers for %s only what the state allows', (state) => {
  for (const { name } of actionsOf({ state })) {
    const isStaying = state === goal[name]
    const isWish = name === 'cancel' && ['publishing', 'submitted'].includes(state)
    expect(isStaying || isWish || canMove(state, goal[name]), name).toBe(true)
  }
})

it('offers nothing where all is over, and no second wish to cancel', () => {
  expect(actionsOf({ state: 'published' })).toEqual([])
  expect(actionsOf({ state: 'submitted', cancelRequestedAt: '2026-11-22T13:00:00Z' })).toEqual([])
})

it('asks once before what cannot be taken back', () => {
  const asked = deliveryStates
    .flatMap((state) => actionsOf({ state }))
    .filter((action) => action.question)
    .map((action) => action.name)
  expect(new Set(asked)).toEqual(new Set(Object.keys(goal).filter((name) => name !== 'retry')))
})

it('says that nothing was sent where it turned out to be live', () => {
  const again = actionsOf({ state: 'unknown' }).find(({ name }) => name === 'send-again')
  if (!again) throw new Error('It is not offered.')
  expect(tellDone(again, 'queued')).toBe('It goes out again now.')
  expect(tellDone(again, 'published')).toContain('nothing was sent')
})
