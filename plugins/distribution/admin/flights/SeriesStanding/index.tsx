'use client'

import { Button, Link, useDocumentInfo, useForm } from '@payloadcms/ui'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import '../../table/table.css'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { FlightMark } from '../FlightMark.tsx'
import '../FlightsBoard/index.css'
import { flightsPath } from '../flightsPath.ts'
import { ItemMeter } from '../ItemMeter.tsx'
import { Outcomes } from '../Outcomes.tsx'
import { SeriesMark } from '../SeriesMark.tsx'
import { tellDay } from '../tellDay.ts'
import { usePanelHref } from '../usePanelHref.ts'
import { useSeriesCalls } from '../useSeriesCalls.ts'
import './index.css'
import { type Standing, useStanding } from './useStanding.ts'

/** On the page of a series: how it stands, when it flies, what of it has flown, and what to do. */
export const SeriesStanding = () => {
  const { id } = useDocumentInfo()
  return id === undefined ? null : <Shown id={id} />
}

const Shown = ({ id }: { id: string | number }) => {
  const { standing, problem, lostSince, lookNow } = useStanding(id)
  if (problem) return <p role="alert">{problem.detail}</p>
  if (!standing) return <LostTouch since={lostSince} />
  return (
    <section className="postyard-series" aria-label="How it stands">
      <LostTouch since={lostSince} />
      <Head {...standing} onDone={lookNow} />
      <Aside {...standing} onDone={lookNow} />
      <Month {...standing} />
      <Last {...standing} />
    </section>
  )
}

const tellWhyNot = ({ isPaused, readAt, restsUntil }: Standing['one']): string =>
  isPaused
    ? 'Not while it is paused'
    : readAt === null
      ? 'Once its source has been looked at, at midnight or by the button'
      : restsUntil !== null
        ? `Not before ${tellDay(restsUntil)}, until when it rests`
        : 'Not in the coming month'

type HeadArgs = Pick<Standing, 'one' | 'full' | 'days' | 'flights'> & { onDone: () => void }

const Head = ({ one, full, days, flights, onDone }: HeadArgs) => {
  const { may } = usePanel()
  const { page } = usePanelHref()
  const zone = useZone(one.tenant)
  const { dispatchFields } = useForm()
  const { isBusy, ...calls } = useSeriesCalls(onDone)
  const open = flights.find(({ state }) => state === 'waiting' || state === 'flying')
  const [next] = days
  /** What was done here stands in the form below, too, so that saving that does not undo it. */
  const note = (isPaused: boolean) => (isDone: boolean) => {
    if (!isDone) return
    for (const [path, value] of Object.entries({ isPaused, pausedReason: null })) {
      dispatchFields({ type: 'UPDATE', path, value, initialValue: value })
    }
  }
  const button = (name: string, label: string, onClick: () => void, isPrimary = false) => (
    <Button
      buttonStyle={isPrimary ? 'primary' : 'secondary'}
      disabled={isBusy}
      extraButtonProps={{ 'aria-busy': isBusy, 'data-action': `${name}-series` }}
      margin={false}
      onClick={onClick}
      size="small"
      type="button"
    >
      {label}
    </Button>
  )
  return (
    <div className="postyard-series__head">
      <SeriesMark one={one} />
      <dl className="postyard-series__facts">
        <div>
          <dt>Items</dt>
          <dd>
            <ItemMeter count={one.count} full={full} />
            <span className="postyard-table__aside">
              {one.remaining} left{one.count >= full ? ', flies seldom' : ''}
            </span>
          </dd>
        </div>
        <div>
          <dt>{open ? 'Today' : 'Flies next'}</dt>
          <dd>
            {open ? (
              <FlightMark flight={open} zone={zone} />
            ) : next ? (
              next.at ? (
                <Moment at={next.at} zone={zone} />
              ) : (
                tellDay(next.day)
              )
            ) : (
              tellWhyNot(one)
            )}
            {open?.state === 'waiting' && open.reason === null && open.dueAt ? (
              <span className="postyard-table__aside">
                <Moment at={open.dueAt} zone={zone} />
              </span>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>Source looked at</dt>
          <dd>{one.readAt ? <Moment at={one.readAt} zone={zone} /> : 'Not yet'}</dd>
        </div>
      </dl>
      <div className="postyard-flights__acts">
        {may('series.write', one.tenant) ? (
          <>
            {open?.state === 'flying' || one.isPaused
              ? null
              : button('fly', 'Fly now', () => void calls.fly(one), true)}
            {one.isPaused
              ? button('resume', 'Resume', () => void calls.resume(one).then(note(false)), true)
              : button('pause', 'Pause', () => void calls.pause(one).then(note(true)))}
            {button('sync', 'Look at the source now', () => void calls.sync(one))}
          </>
        ) : null}
        <Link href={`${page(flightsPath)}?tenant=${encodeURIComponent(String(one.tenant))}`}>
          All flights of this client
        </Link>
      </div>
    </div>
  )
}

/** What flies no more until somebody has mended it. */
const Aside = ({
  one,
  aside,
  onDone,
}: Pick<Standing, 'one' | 'aside'> & { onDone: () => void }) => {
  const { may } = usePanel()
  const { isBusy, returnItem } = useSeriesCalls(onDone)
  if (aside.length === 0) return null
  return (
    <div>
      <h3>Set aside</h3>
      <ul className="postyard-series__aside">
        {aside.map(({ item, title, reason }) => (
          <li key={item}>
            <span>
              <b>{title}</b>
              <span className="postyard-table__aside">{reason ?? 'No reason is known.'}</span>
            </span>
            {may('series.write', one.tenant) ? (
              <Button
                buttonStyle="secondary"
                disabled={isBusy}
                extraButtonProps={{ 'aria-label': `Put ${title} back` }}
                margin={false}
                onClick={() => void returnItem(one, item)}
                size="small"
                type="button"
              >
                Put back
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The coming month as a row of days, those on which it flies marked. */
const Month = ({ days }: Pick<Standing, 'days'>) =>
  days.length === 0 ? null : (
    <div>
      <h3>The coming month</h3>
      <ol className="postyard-series__days" aria-label="Days on which it flies">
        {days.map(({ day }) => (
          <li key={day} data-day={day}>
            {tellDay(day)}
          </li>
        ))}
      </ol>
    </div>
  )

const Last = ({ one, flights }: Pick<Standing, 'one' | 'flights'>) => {
  const zone = useZone(one.tenant)
  const over = flights.filter(({ tookOffAt, endedAt }) => tookOffAt !== null || endedAt !== null)
  return (
    <div>
      <h3>Last flights</h3>
      {over.length === 0 ? (
        <p>None yet. Each will stand here with its item and its links.</p>
      ) : null}
      {over.length > 0 ? (
        <table className="postyard-table">
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">State</th>
              <th scope="col">Took off</th>
              <th scope="col">Where</th>
            </tr>
          </thead>
          <tbody>
            {over.map((flight) => (
              <tr key={flight.flight}>
                <th scope="row">{flight.title ?? '–'}</th>
                <td data-label="State">
                  <FlightMark flight={flight} zone={zone} />
                </td>
                <td data-label="Took off">
                  {flight.tookOffAt ? <Moment at={flight.tookOffAt} zone={zone} /> : '–'}
                </td>
                <td data-label="Where">
                  <Outcomes outcomes={flight.outcomes} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  )
}
