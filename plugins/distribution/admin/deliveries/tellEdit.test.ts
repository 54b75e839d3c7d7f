import { expect, test } from 'vitest'
import type { DeliveryState } from '../../model/states.ts'
import { tellEdit } from './tellEdit.ts'

const tell = (...states: DeliveryState[]) => tellEdit(states.map((state) => ({ state })))

test('says what saving an edit does before it is saved', () => {
  expect(tell('scheduled', 'held', 'queued', 'published', 'dispatched')).toBe(
    'Saving changes what 3 deliveries will say. 2 are live and keep the old text.',
  )
  expect(tell('awaiting_human', 'scheduled')).toBe(
    'Saving changes what 1 delivery will say. 1 is on its way with the old text.',
  )
  expect(tell('publishing', 'unknown')).toBe('2 are on their way with the old text.')
})

test('says nothing where nothing is planned or live', () => {
  expect(tell()).toBe('')
  expect(tell('cancelled', 'failed')).toBe('')
})
