'use client'

import type { ComingFlights } from '../../../series/operations/lookAheadFlights.ts'

const weekdayOf = (day: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString('en', {
    ...{ weekday: 'short', day: 'numeric', month: 'short' },
    timeZone: 'UTC',
  })

/** What would fly on the coming days, should no items come or go. */
export const Coming = ({ days }: { days: ComingFlights['days'] }) => {
  const most = Math.max(1, ...days.map(({ queue }) => queue.length))
  return (
    <section aria-label="The coming month">
      <h2>The coming month</h2>
      <p>Should no items come or go, and every flight take one.</p>
      <ol className="postyard-flights__days">
        {days.map(({ day, queue }) => {
          const weekly = queue.filter(({ mode }) => mode === 'maintenance').map(({ slug }) => slug)
          return (
            <li key={day} title={queue.map(({ slug }) => slug).join(', ')}>
              <span>{weekdayOf(day)}</span>
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
