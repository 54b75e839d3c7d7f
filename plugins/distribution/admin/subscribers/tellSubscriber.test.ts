import { expect, test } from 'vitest'
import { exampleSubscriber } from '../../events/subscribers/subscriberAnswer.ts'
import { eventGroups, tellTypes, usualTypes } from './eventGroups.ts'
import { tellSubscriber } from './tellSubscriber.ts'

test('a subscriber that is well has nothing to say', () => {
  expect(tellSubscriber(exampleSubscriber)).toEqual({ state: 'active', sentences: [] })
})

test('what waits and what died is said in numbers', () => {
  const { sentences } = tellSubscriber({ ...exampleSubscriber, pending: 2, behind: 1, dead: 1 })
  expect(sentences).toEqual([
    '3 events wait to be sent.',
    'One event was refused 8 times, and is not tried again by itself.',
  ])
})

test('one that is left alone, switched off or paused says why, and what to do', () => {
  const at = '2026-11-22T14:30:00.000Z'
  const reason = 'The receiver answered 503.'
  expect(tellSubscriber({ ...exampleSubscriber, leftAloneUntil: at, reason })).toMatchObject({
    state: 'suspended',
    sentences: [reason],
  })
  const off = tellSubscriber({ ...exampleSubscriber, state: 'disabled', reason })
  expect(off.sentences.join(' ')).toContain('Resume it')
  expect(tellSubscriber({ ...exampleSubscriber, state: 'paused', reason: null }).word).toBe(
    'Paused',
  )
})

test('what it is sent is said in words, and what has none as it is', () => {
  expect(tellTypes([])).toEqual(['Everything'])
  expect(tellTypes(usualTypes)).toEqual(eventGroups.slice(0, 3).map(({ words }) => words))
  expect(tellTypes(['distribution.plan.completed'])).toEqual(['distribution.plan.completed'])
})
