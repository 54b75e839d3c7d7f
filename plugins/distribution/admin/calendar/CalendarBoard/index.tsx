'use client'

import type { EventInput } from '@fullcalendar/react'
import { useMemo, useState, useSyncExternalStore } from 'react'
import type { CalendarAnswer } from '../../../calendar/operations/readCalendar.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import type { Managed } from '../../page/readManaged.ts'
import { nameZone } from '../../time/nameZone.ts'
import { useBrowserZone } from '../../time/useBrowserZone.ts'
import { CardSheet } from '../CardSheet/index.tsx'
import { type CalendarChoice, choiceHref, choiceQuery } from '../calendarChoice.ts'
import { type Card, findOpen, toEvents } from '../toEvents.ts'
import { useCalendar } from '../useCalendar.ts'
import { useMove } from '../useMove.ts'
import { CardFace } from './CardFace.tsx'
import { Filters } from './Filters.tsx'
import { Grid } from './Grid.tsx'
import './index.css'

type Args = { first: CalendarChoice; tenants: Managed[] }

const dayMs = 24 * 60 * 60_000

/** The days that are shown, and one more on each side: clocks of clients are up to fourteen hours apart from each other. */
const around = (start: Date, end: Date) => ({
  from: new Date(start.getTime() - dayMs).toISOString(),
  to: new Date(end.getTime() + dayMs).toISOString(),
})

/** So many clients are told apart by a colour; further ones share them. */
const hues = 8

/** The platforms of channels, each once, by the ids of channels. */
const platformsOf = (answer: CalendarAnswer | undefined) => {
  const byId = new Map(answer?.channels.map(({ id, platform }) => [String(id), platform]))
  return ({ channels }: Card): string[] => [
    ...new Set(channels.flatMap((id) => byId.get(String(id)) ?? [])),
  ]
}

/** Plans by their days, of one client or of all: what is due where, how it stands and what is in its way; cards are dragged to another time. */
export const CalendarBoard = ({ first, tenants }: Args) => {
  const { may, tenantOf } = usePanel()
  const browserZone = useBrowserZone()
  const [choice, setChoice] = useState(first)
  const [range, setRange] = useState<{ from: string; to: string }>()
  const [opened, setOpened] = useState<Pick<Card, 'plan' | 'day'>>()
  const { answer, problem, lostSince, lookNow } = useCalendar(range && choiceQuery(choice, range))
  const { move, isBusy } = useMove(lookNow)
  const shown = choice.tenant ?? (tenants.length === 1 ? tenants[0]?.id : undefined)
  const zone = tenantOf(shown)?.timezone ?? browserZone
  const isAll = shown === undefined
  const clients = new Map(tenants.map((one, index) => [one.id, { ...one, hue: index % hues }]))
  const events = useMemo<EventInput[]>(
    () => (answer ? toEvents(answer, (tenant) => may('plans.write', tenant)) : []),
    [answer, may],
  )
  const platforms = useMemo(() => platformsOf(answer), [answer])
  // What it shows depends on the clock and the width of the window, which a server does not know.
  const isDrawn = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
  const open = findOpen(answer?.cards ?? [], opened)

  const change = (some: CalendarChoice) => {
    const next = { ...choice, ...some }
    setChoice(next)
    window.history.replaceState(null, '', choiceHref(next))
  }
  return (
    <div className="postyard-calendar" aria-busy={isBusy}>
      <LostTouch since={lostSince} />
      {problem ? <p role="alert">{problem.detail}</p> : null}
      <Filters choice={choice} tenants={tenants} answer={answer} onChange={change} />
      <p className="postyard-calendar__zone">
        {isAll ? 'Each card by the clock of its client.' : `By the clock of ${nameZone(zone)}.`}
      </p>
      {isDrawn ? (
        <Grid
          choice={choice}
          events={events}
          zone={zone}
          onDays={({ start, end, ...shown }) => {
            setRange(around(start, end))
            change(shown)
          }}
          onOpen={setOpened}
          onDrop={move}
          classOf={({ fixed, tenant }) =>
            [
              'postyard-calendar__event',
              fixed ? 'postyard-calendar__fixed' : '',
              isAll ? `postyard-hue-${clients.get(String(tenant))?.hue ?? 0}` : '',
            ].join(' ')
          }
          draw={(card, as) => (
            <CardFace
              card={card}
              platforms={platforms(card)}
              client={isAll ? clients.get(String(card.tenant))?.name : undefined}
              as={as}
            />
          )}
        />
      ) : null}
      {open && answer ? (
        <CardSheet
          key={String(open.plan)}
          card={open}
          answer={answer}
          isBusy={isBusy}
          onMove={async (to) => {
            if (await move(open, to)) setOpened({ plan: open.plan, day: to.day })
          }}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </div>
  )
}
