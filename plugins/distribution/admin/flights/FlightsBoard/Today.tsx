'use client'

import { useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import type { FlightPlanAnswer } from '../../../series/operations/readFlightPlan.ts'
import '../../table/table.css'
import { Moment } from '../../time/Moment/index.tsx'

/** The newest flight plan: what flies when, what does not and why, as one would print it. */
export const Today = ({ plan }: { plan: FlightPlanAnswer }) => {
  const { config } = useConfig()
  const href = formatAdminURL({
    apiRoute: config.routes.api,
    path: `/distribution/flight-plans/${encodeURIComponent(String(plan.flightPlan))}/queue`,
  })
  const { queue, skipped, late, unread, collisions } = plan
  return (
    <section aria-label={`Flight plan of ${plan.day}`}>
      <h2>Flight plan of {plan.day}</h2>
      <p>
        {queue.length} {queue.length === 1 ? 'flight' : 'flights'}
        {late.length > 0 ? `, ${late.length} of them for which the day is too short` : ''}
        {plan.isLate ? '; made after the night, once Postyard ran again' : ''}.{' '}
        <a href={href} download={`flight-plan-${plan.day}.json`}>
          Download as JSON
        </a>
      </p>
      {collisions.map(({ boardName, slugs }) => (
        <p key={boardName} className="postyard-flights__why">
          {slugs.join(' and ')} would have one board, “{boardName}”. Give one of them a name of its
          own.
        </p>
      ))}
      <table className="postyard-table">
        <thead>
          <tr>
            <th scope="col">At</th>
            <th scope="col">Series</th>
            <th scope="col">Board</th>
            <th scope="col">Carried over</th>
          </tr>
        </thead>
        <tbody>
          {queue.map((one) => (
            <tr key={one.slug}>
              <td data-label="At">
                {one.at === null ? (
                  'Not today'
                ) : (
                  <Moment at={one.at} zone={plan.timezone} withDistance={false} />
                )}
              </td>
              <th scope="row">{one.slug}</th>
              <td data-label="Board">{one.boardName}</td>
              <td data-label="Carried over">{one.carried === 0 ? '' : `${one.carried} ×`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {skipped.length > 0 ? (
        <>
          <h3>Does not fly</h3>
          <ul>
            {skipped.map((one) => (
              <li key={one.slug}>
                {one.slug}: {one.message}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {unread.length > 0 ? (
        <>
          <h3>Flies from what was read before</h3>
          <ul>
            {unread.map((one) => (
              <li key={one.slug}>
                {one.slug}: {one.message}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}
