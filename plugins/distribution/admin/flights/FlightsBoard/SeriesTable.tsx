'use client'

import { Button, Link } from '@payloadcms/ui'
import { needOf } from '../../../series/needOf.ts'
import type { FlightList } from '../../../series/operations/listFlights.ts'
import type { SeriesList } from '../../../series/operations/listSeries.ts'
import type { ComingFlights } from '../../../series/operations/lookAheadFlights.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import '../../table/table.css'
import { ItemMeter } from '../ItemMeter.tsx'
import { SeriesMark } from '../SeriesMark.tsx'
import { tellDay } from '../tellDay.ts'
import { usePanelHref } from '../usePanelHref.ts'
import { useSeriesCalls } from '../useSeriesCalls.ts'

type One = SeriesList['series'][number]

type Args = {
  series: SeriesList['series']
  /** Those of the newest flight plan. */
  flights: FlightList['flights']
  coming: ComingFlights
  onChange: () => void
}

/** What wants a person first, then by name. */
const byNeed = (a: One, b: One): number => {
  const rank = (one: One) => (needOf(one) ? 0 : 1)
  return rank(a) - rank(b) || (a.name < b.name ? -1 : 1)
}

export const SeriesTable = ({ series, flights, coming, onChange }: Args) => {
  const next = new Map(
    flights
      .filter(({ state }) => state === 'waiting')
      .map(({ series: id, day }) => [String(id), day]),
  )
  for (const { day, queue } of coming.days) {
    for (const { series: id } of queue) if (!next.has(String(id))) next.set(String(id), day)
  }
  return (
    <section aria-label="Series">
      <h2>{series.length} series</h2>
      <table className="postyard-table">
        <thead>
          <tr>
            <th scope="col">Series</th>
            <th scope="col">State</th>
            <th scope="col">Items</th>
            <th scope="col">Left</th>
            <th scope="col">Flies next</th>
            <th scope="col">
              <span className="postyard-flights__hidden">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {series.toSorted(byNeed).map((one) => (
            <Row
              key={one.series}
              full={coming.threshold}
              next={next.get(String(one.series))}
              one={one}
              onChange={onChange}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type RowArgs = {
  one: One
  /** From so many items on it flies seldom. */
  full: number
  next: string | undefined
  onChange: () => void
}

const Row = ({ one, full, next, onChange }: RowArgs) => {
  const { slugs, may } = usePanel()
  const { record } = usePanelHref()
  const { isBusy, ...calls } = useSeriesCalls(onChange)
  const button = (label: string, onClick: () => void) => (
    <Button
      buttonStyle="secondary"
      disabled={isBusy}
      extraButtonProps={{ 'aria-label': `${label}: ${one.name}` }}
      margin={false}
      onClick={onClick}
      size="small"
      type="button"
    >
      {label}
    </Button>
  )
  return (
    <tr data-series={one.slug}>
      <th scope="row">
        <Link href={record(slugs.series, one.series)}>{one.name}</Link>
      </th>
      <td data-label="State">
        <SeriesMark one={one} />
      </td>
      <td data-label="Items">
        <ItemMeter count={one.count} full={full} />
      </td>
      <td data-label="Left">{one.remaining}</td>
      <td data-label="Flies next">{next ? tellDay(next) : '–'}</td>
      <td>
        {may('series.write', String(one.tenant)) ? (
          <span className="postyard-flights__acts">
            {one.isPaused
              ? button('Resume', () => void calls.resume(one))
              : button('Pause', () => void calls.pause(one))}
            {button('Look now', () => void calls.sync(one))}
          </span>
        ) : null}
      </td>
    </tr>
  )
}
