import { expect, test } from 'vitest'
import { makeOverlay } from './makeOverlay.ts'

const wanted = {
  kind: 'card',
  seconds: 2,
  placement: 'own_frames',
  headline: ' Run with us ',
  image: undefined,
} as const

test('a card says its headline', () => {
  expect(makeOverlay(wanted, undefined)).toEqual({
    kind: 'card',
    seconds: 2,
    placement: 'own_frames',
    card: { template: 'announcement', format: 'story', data: { headline: 'Run with us' } },
  })
})

test('what was not chosen anew stays', () => {
  const picture = { kind: 'image', image: 'the-picture', seconds: 1 } as const
  const longer = { ...wanted, kind: 'image', seconds: 3 } as const
  expect(makeOverlay(longer, picture)).toMatchObject({ image: 'the-picture', seconds: 3 })
  expect(makeOverlay({ ...longer, image: 'other' }, picture)).toMatchObject({ image: 'other' })
})

test('nothing takes it away', () => {
  expect(makeOverlay({ ...wanted, kind: 'none' }, undefined)).toBeNull()
})
