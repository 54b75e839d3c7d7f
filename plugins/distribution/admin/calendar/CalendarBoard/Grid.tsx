import FullCalendar, { type CalendarOptions, type EventInput } from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import interactionPlugin from '@fullcalendar/react/interaction'
import listPlugin from '@fullcalendar/react/list'
import enGb from '@fullcalendar/react/locales/en-gb'
import classicThemePlugin from '@fullcalendar/react/themes/classic'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import type { ReactNode } from 'react'
import { toWallTime } from '../../time/wallTime.ts'
import { type CalendarChoice, type Span, spans } from '../calendarChoice.ts'
import type { Card } from '../toEvents.ts'

type Args = {
  choice: Pick<CalendarChoice, 'span' | 'day'>
  events: EventInput[]
  /** By whose clocks it is now (IANA). */
  zone: string
  /** Other days are shown: from `start` on and before `end`, `day` is one of those that are meant. */
  onDays: (shown: { start: Date; end: Date; day: string; span: Span | undefined }) => void
  onOpen: (card: Card) => void
  /** A card was dragged to a day, and to a time of the day where times are shown; false puts it back. */
  onDrop: (card: Card, to: { day: string; time: string | undefined }) => Promise<boolean>
  classOf: (card: Card) => string
  draw: (card: Card, as: 'card' | 'line' | 'row') => ReactNode
}

/** Below this width of the window, in CSS pixels, days do not fit side by side. */
const narrow = 640

const cardOf = (event: { extendedProps: Record<string, unknown> }): Card | undefined =>
  event.extendedProps.card as Card | undefined

const faces: Record<string, 'line' | 'row'> = { [spans.week]: 'line', [spans.list]: 'row' }

const plain = { hour: '2-digit', minute: '2-digit', hour12: false } as const

const fixedOptions: CalendarOptions = {
  plugins: [dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin, classicThemePlugin],
  locale: enGb,
  // Times are what clocks of clients show, so no zone is to change them.
  timeZone: 'UTC',
  headerToolbar: { start: 'prev,next today', center: 'title', end: Object.values(spans).join(',') },
  buttons: {
    [spans.month]: { text: 'Month' },
    [spans.week]: { text: 'Week' },
    [spans.list]: { text: 'List' },
    today: { text: 'Today' },
  },
  ...{ nowIndicator: true, allDaySlot: false, dayMaxEvents: 6, scrollTime: '07:00:00' },
  ...{ slotEventOverlap: false, eventMinHeight: 22, eventOrder: 'start,title' },
  ...{ eventTimeFormat: plain, slotHeaderFormat: plain },
  ...{ eventDurationEditable: false, eventDisplay: 'block', eventInteractive: true },
  noEventsContent: 'Nothing is due in these days. What is distributed for a time stands here.',
}

/** The days with their cards: as a month, a week or a list. It draws in a browser alone. */
export const Grid = ({ choice, events, zone, onDays, onOpen, onDrop, classOf, draw }: Args) => {
  const span = choice.span ?? (window.innerWidth < narrow ? 'list' : 'month')
  const now = () => toWallTime(new Date(), zone)
  return (
    <FullCalendar
      {...fixedOptions}
      now={now}
      initialView={spans[span]}
      initialDate={choice.day ?? now().slice(0, 10)}
      height={span === 'week' ? 720 : 'auto'}
      events={events}
      datesSet={({ start, end, view }) =>
        onDays({
          start,
          end,
          day: view.currentStart.toISOString().slice(0, 10),
          span: (Object.keys(spans) as Span[]).find((one) => spans[one] === view.type),
        })
      }
      eventClick={({ event, jsEvent }) => {
        jsEvent.preventDefault()
        const card = cardOf(event)
        if (card) onOpen(card)
      }}
      eventDrop={({ event, revert, view }) => {
        const card = cardOf(event)
        const to = event.start?.toISOString()
        if (!card || !to) return revert()
        const time = view.type === spans.month ? undefined : to.slice(11, 16)
        void onDrop(card, { day: to.slice(0, 10), time }).then((isMoved) => {
          if (!isMoved) revert()
        })
      }}
      eventClass={({ event }) => {
        const card = cardOf(event)
        return card ? classOf(card) : ''
      }}
      eventContent={({ event, view }) => {
        const card = cardOf(event)
        return card ? draw(card, faces[view.type] ?? 'card') : event.title
      }}
    />
  )
}
