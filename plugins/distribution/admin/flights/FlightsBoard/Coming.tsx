'use client'

import type { ComingFlights } from '../../../series/operations/lookAheadFlights.ts'
import { tellDay } from '../tellDay.ts'

type Args = {
  days: ComingFlights['days']
  /** What people call the series, by their ids. */
  names: ReadonlyMap<string, string>
}

/** What would fly on the coming days, should no items come or go. */
export const Coming = ({ days, names }: Args) => {
  const most = Math.max(1, ...days.map(({ queue }) => queue.length))
  const nameOf = ({ series, slug }: { series: string | number; slug: string }) =>
    names.get(String(series)) ?? slug
  return (
    <section aria-label="The coming month">
      <h2>The coming month</h2>
      <p>
        Should no items come or go, and every flight take one. The series that fly seldom stand by
        their names.
      </p>
      <ol className="postyard-flights__days">
        {days.map(({ day, queue }) => {
          const weekly = queue.filter(({ mode }) => mode === 'maintenance').map(nameOf)
          return (
            <li key={day} data-day={day} title={queue.map(nameOf).join(', ')}>
              <span>{tellDay(day)}</span>
              <span
                aria-hidden="true"
                className="postyard-flights__bar"
                style={{ inlineSize: `${(100 * queue.length) / most}%` }}
              />
              <span>{queue.length}</span>
              <span className="postyard-flights__weekly">{weekly.join(', ')}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
