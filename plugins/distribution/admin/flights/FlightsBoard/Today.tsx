'use client'

import { Button, Link } from '@payloadcms/ui'
import { useState } from 'react'
import type { FlightList } from '../../../series/operations/listFlights.ts'
import type { FlightPlanAnswer } from '../../../series/operations/readFlightPlan.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import '../../table/table.css'
import { Moment } from '../../time/Moment/index.tsx'
import { FlightMark } from '../FlightMark.tsx'
import { flightPlanPath, queuePath } from '../flightsPath.ts'
import { Outcomes } from '../Outcomes.tsx'
import { tellDay } from '../tellDay.ts'
import { usePanelHref } from '../usePanelHref.ts'
import { useSeriesCalls } from '../useSeriesCalls.ts'

type Flight = FlightList['flights'][number]

type Args = {
  plan: FlightPlanAnswer
  flights: Flight[]
  /** What people call the series, by their ids. */
  names: ReadonlyMap<string, string>
  onChange: () => void
}

/** More than these stand behind a button. */
const most = 12

/** What needs a look first: what is in the air, what waits with a reason, what is next, what is over. */
const rankOf = ({ state, reason }: Flight): number =>
  state === 'flying' ? 0 : state === 'waiting' ? (reason ? 1 : 2) : 3

const tell = (flights: Flight[]): string => {
  const count = (is: (one: Flight) => boolean) => flights.filter(is).length
  const flown = count(({ state }) => state === 'flown')
  const held = count(({ state, reason }) => state === 'waiting' && reason !== null)
  const skipped = count(({ state }) => state === 'skipped')
  return [
    `${flown} of ${flights.length} have flown`,
    `${count(({ state }) => state === 'flying')} in the air`,
    `${count(({ state, reason }) => state === 'waiting' && reason === null)} to come`,
    ...(held > 0 ? [`${held} ${held === 1 ? 'waits' : 'wait'}`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(', ')
}

/** The flights of the newest flight plan as they stand, and what does not fly and why. */
export const Today = ({ plan, flights, names, onChange }: Args) => {
  const { page, api } = usePanelHref()
  const [isWhole, setWhole] = useState(false)
  const order = new Map(plan.queue.map(({ series }, index) => [String(series), index]))
  const place = ({ series }: Flight) => order.get(String(series)) ?? plan.queue.length
  const sorted = flights.toSorted((a, b) => rankOf(a) - rankOf(b) || place(a) - place(b))
  const shown = isWhole ? sorted : sorted.slice(0, most)
  const said = tell(flights)
  return (
    <section aria-label={`Flight plan of ${plan.day}`}>
      <h2>Flights of {tellDay(plan.day)}</h2>
      <SaidAloud>{said}</SaidAloud>
      <p>
        {said}
        {plan.late.length > 0 ? `; for ${plan.late.length} the day is too short` : ''}
        {plan.isLate ? '. Planned after the night, once Postyard ran again' : ''}.{' '}
        <Link href={page(flightPlanPath(plan.flightPlan))}>The flight plan, to print</Link>
        {' · '}
        <a href={api(queuePath(plan.flightPlan))} download={`flight-plan-${plan.day}.json`}>
          Download as JSON
        </a>
      </p>
      {plan.collisions.map(({ boardName, slugs }) => (
        <p key={boardName} className="postyard-flights__why">
          {slugs.join(' and ')} would have one board, “{boardName}”. Give one of them a name of its
          own.
        </p>
      ))}
      {flights.length > 0 ? (
        <table className="postyard-table">
          <thead>
            <tr>
              <th scope="col">Series</th>
              <th scope="col">State</th>
              <th scope="col">Planned</th>
              <th scope="col">Took off</th>
              <th scope="col">Item</th>
              <th scope="col">
                <span className="postyard-flights__hidden">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <Row
                key={one.flight}
                one={one}
                name={names.get(String(one.series)) ?? one.collection ?? 'A series'}
                tenant={plan.tenant}
                zone={plan.timezone}
                onChange={onChange}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      {sorted.length > most ? (
        <Button
          buttonStyle="secondary"
          margin={false}
          onClick={() => setWhole(!isWhole)}
          size="small"
          type="button"
        >
          {isWhole ? 'Show fewer' : `Show all ${sorted.length}`}
        </Button>
      ) : null}
      {plan.skipped.length > 0 ? (
        <>
          <h3>Does not fly</h3>
          <ul>
            {plan.skipped.map((one) => (
              <li key={one.slug}>
                {names.get(String(one.series)) ?? one.slug}: {one.message}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {plan.unread.length > 0 ? (
        <>
          <h3>Flies from what was read before</h3>
          <ul>
            {plan.unread.map((one) => (
              <li key={one.slug}>
                {names.get(String(one.series)) ?? one.slug}: {one.message}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

/** Why a flight has no time of its own: it waits for a day with room, or went by hand. */
const tellUnplanned = ({ state, reason }: Flight): string =>
  state === 'waiting' && reason === null
    ? 'The day is too short for it; it is carried over to the next.'
    : '–'

type RowArgs = {
  one: Flight
  name: string
  tenant: string | number
  zone: string
  onChange: () => void
}

const Row = ({ one, name, tenant, zone, onChange }: RowArgs) => {
  const { slugs, may } = usePanel()
  const { record } = usePanelHref()
  const { isBusy, fly } = useSeriesCalls(onChange)
  const mayFly = one.state === 'waiting' && may('series.write', String(tenant))
  return (
    <tr data-flight={one.collection ?? ''}>
      <th scope="row">
        <Link href={record(slugs.series, one.series)}>{name}</Link>
        {one.carried > 0 ? (
          <span className="postyard-table__aside">Carried over {one.carried} ×</span>
        ) : null}
      </th>
      <td data-label="State">
        <FlightMark flight={one} zone={zone} />
      </td>
      <td data-label="Planned">
        {one.dueAt === null ? (
          tellUnplanned(one)
        ) : (
          <Moment at={one.dueAt} zone={zone} withDistance={one.state === 'waiting'} />
        )}
      </td>
      <td data-label="Took off">
        {one.tookOffAt === null ? (
          '–'
        ) : (
          <Moment at={one.tookOffAt} zone={zone} withDistance={false} />
        )}
      </td>
      <td data-label="Item">
        <div>
          {one.title ?? '–'}
          <Outcomes outcomes={one.outcomes} />
        </div>
      </td>
      <td>
        {mayFly ? (
          <Button
            buttonStyle="secondary"
            disabled={isBusy}
            extraButtonProps={{ 'aria-label': `Fly ${name} now`, 'aria-busy': isBusy }}
            margin={false}
            onClick={() => void fly({ series: one.series, name })}
            size="small"
            type="button"
          >
            Fly now
          </Button>
        ) : null}
      </td>
    </tr>
  )
}
