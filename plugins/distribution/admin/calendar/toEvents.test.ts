import { expect, test } from 'vitest'
import { exampleCard } from '../../calendar/cardAnswer.ts'
import { type Card, findOpen, toEvents } from './toEvents.ts'

const card = exampleCard as Card
const answer = {
  tenants: [],
  channels: [{ id: '1', tenant: '1', name: 'Flats', platform: 'x' }],
  closed: [
    { day: '2026-12-25', channels: ['1'] },
    { day: '2026-12-26', channels: ['1', '2', '3', '4'] },
  ],
}

test('a card stands at the time of its client’s clocks, for half an hour at least, and moves where it may', () => {
  const long = { ...card, wallUntil: '2026-11-23T18:00:00', fixed: { code: 'SENT', message: '' } }
  expect(toEvents({ ...answer, cards: [card, long], closed: [] }, () => true)).toMatchObject([
    { start: '2026-11-23T14:30:00', end: '2026-11-23T15:00:00', startEditable: true },
    { end: '2026-11-23T18:00:00', startEditable: false },
  ])
  expect(toEvents({ ...answer, cards: [card] }, () => false)).toMatchObject([
    { startEditable: false },
    {},
    {},
  ])
})

test('a card at the end of its day is of that day alone', () => {
  const late = { ...card, wall: '2026-11-23T23:42:00', wallUntil: '2026-11-23T23:42:00' }
  expect(toEvents({ ...answer, cards: [late], closed: [] }, () => true)).toMatchObject([
    { end: '2026-11-23T23:59:59' },
  ])
})

test('a card that is open stays open when it is moved, unless it cannot be told which it is', () => {
  const moved = { ...card, day: '2026-11-24' }
  expect(findOpen([moved], card)).toBe(moved)
  expect(findOpen([moved, card], card)).toBe(card)
  expect(findOpen([moved, { ...card, day: '2026-11-25' }], card)).toBeUndefined()
  expect(findOpen([{ ...card, plan: 'another' }], card)).toBeUndefined()
})

test('a day without posts is shaded, and says for which channels', () => {
  const titles = toEvents({ ...answer, cards: [] }, () => true).map(({ title }) => title)
  expect(titles).toEqual(['No posts: Flats', 'No posts: 4 channels'])
})
