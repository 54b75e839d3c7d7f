import { expect, test } from 'vitest'
import type { Overlay } from './claim.ts'
import { makeOverlay, wordsOfCard } from './makeOverlay.ts'

const wanted = {
  kind: 'card',
  seconds: 2,
  placement: 'own_frames',
  words: ' Run with us ',
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

test('a card of any template keeps its form, and says anew what it says first', () => {
  const card = (template: string, data: Record<string, unknown>): Overlay => ({
    ...{ kind: 'card', seconds: 2, card: { template, data } },
  })
  const quote = card('quote', { text: 'Run', author: 'Nia' })
  const product = card('product', { name: 'Shoe', points: ['Light'] })
  const event = card('event', { headline: 'Night run', time: '21:00' })
  expect([quote, product, event].map((one) => wordsOfCard(one.card).words)).toEqual([
    ...['Run', 'Shoe', 'Night run'],
  ])
  expect(makeOverlay(wanted, quote)).toMatchObject({
    card: { template: 'quote', data: { text: 'Run with us', author: 'Nia' } },
  })
  expect(makeOverlay(wanted, quote)).not.toHaveProperty('card.data.headline')
  expect(makeOverlay(wanted, product)).toMatchObject({
    card: { template: 'product', data: { name: 'Run with us', points: ['Light'] } },
  })
  expect(wordsOfCard(product.card).most).toBe(80)
})
