import type { EventInput } from '@fullcalendar/react'
import type { CalendarAnswer } from '../../calendar/operations/readCalendar.ts'

export type Card = CalendarAnswer['cards'][number]

const halfHourMs = 30 * 60_000

/** What tells a card from all others: what of a plan is due on one day. */
export const keyOf = ({ plan, day }: Pick<Card, 'plan' | 'day'>): string => `${plan} ${day}`

/** The card that was opened; one that was moved meanwhile is that of its plan, where there is no other. */
export const findOpen = (
  cards: readonly Card[],
  opened: Pick<Card, 'plan' | 'day'> | undefined,
): Card | undefined => {
  if (!opened) return undefined
  const key = keyOf(opened)
  const ofPlan = cards.filter(({ plan }) => String(plan) === String(opened.plan))
  return ofPlan.find((card) => keyOf(card) === key) ?? (ofPlan.length === 1 ? ofPlan[0] : undefined)
}

/** `2026-11-23T14:30:00` and half an hour, but for what would be of the next day. */
const soon = (wall: string): string => {
  const later = new Date(Date.parse(`${wall}Z`) + halfHourMs).toISOString().slice(0, 19)
  const day = wall.slice(0, 10)
  return later.startsWith(day) ? later : `${day}T23:59:59`
}

/** A card where the clocks of its client show; it takes half an hour at least, so that it can be read. */
const toEvent = (card: Card, mayMove: boolean): EventInput => {
  return {
    id: keyOf(card),
    title: card.title,
    start: card.wall,
    end: [soon(card.wall), card.wallUntil].sort()[1],
    startEditable: mayMove && card.fixed === null,
    extendedProps: { card },
  }
}

/** A day on which channels are to have no post. */
const toShade = (
  { day, channels }: CalendarAnswer['closed'][number],
  nameOf: (channel: unknown) => string,
): EventInput => ({
  id: `closed ${day}`,
  start: day,
  allDay: true,
  display: 'background',
  title: `No posts: ${channels.length > 3 ? `${channels.length} channels` : channels.map(nameOf).join(', ')}`,
})

/** All that the calendar draws. */
export const toEvents = (
  { cards, closed, channels }: CalendarAnswer,
  mayMove: (tenant: unknown) => boolean,
): EventInput[] => {
  const names = new Map(channels.map(({ id, name }) => [String(id), name]))
  return [
    ...cards.map((card) => toEvent(card, mayMove(card.tenant))),
    ...closed.map((one) => toShade(one, (channel) => names.get(String(channel)) ?? 'a channel')),
  ]
}
