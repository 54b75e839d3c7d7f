'use client'

import { Button } from '@payloadcms/ui'
import type { FlightPlanAnswer } from '../../../series/operations/readFlightPlan.ts'
import '../../table/table.css'
import { nameZone } from '../../time/nameZone.ts'
import { toWallTime } from '../../time/wallTime.ts'
import { queuePath } from '../flightsPath.ts'
import { tellDay } from '../tellDay.ts'
import { usePanelHref } from '../usePanelHref.ts'
import './index.css'

type Args = { plan: FlightPlanAnswer; client: string }

/** A flight plan on paper: what flies when, what does not and why, and a box to tick for each. */
export const PlanSheet = ({ plan, client }: Args) => {
  const { api } = usePanelHref()
  const { queue, skipped, late, unread, collisions, timezone } = plan
  // Of the day only the time is told: the day stands above it.
  const clock = (at: string) => toWallTime(new Date(at), timezone).slice(11)
  return (
    <article className="postyard-sheet">
      <p>
        <b>{client}</b> · {tellDay(plan.day)} · {queue.length}{' '}
        {queue.length === 1 ? 'flight' : 'flights'} · times of {nameZone(timezone)} · made at{' '}
        {toWallTime(new Date(plan.generatedAt), timezone).replace('T', ', ')}
        {plan.isLate ? ', after the night, once Postyard ran again' : ''}
      </p>
      <p className="postyard-sheet__ways">
        <Button
          buttonStyle="secondary"
          margin={false}
          onClick={() => window.print()}
          size="small"
          type="button"
        >
          Print
        </Button>
        <a href={api(queuePath(plan.flightPlan))} download={`flight-plan-${plan.day}.json`}>
          Download as JSON
        </a>
      </p>
      {queue.length === 0 ? <p>Nothing flies on this day.</p> : null}
      {queue.length > 0 ? (
        <table className="postyard-table">
          <thead>
            <tr>
              <th scope="col">At</th>
              <th scope="col">Series</th>
              <th scope="col">Board</th>
              <th scope="col">Mode</th>
              <th scope="col">Carried over</th>
              <th scope="col" className="postyard-sheet__box">
                Done
              </th>
            </tr>
          </thead>
          <tbody>
            {queue.map((one) => (
              <tr key={one.slug}>
                <td data-label="At">{one.at === null ? 'Not today' : clock(one.at)}</td>
                <th scope="row">{one.slug}</th>
                <td data-label="Board">{one.boardName}</td>
                <td data-label="Mode">{one.mode === 'growth' ? 'Growing' : 'Full'}</td>
                <td data-label="Carried over">{one.carried === 0 ? '–' : `${one.carried} ×`}</td>
                <td className="postyard-sheet__box">
                  <span aria-hidden="true">☐</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {skipped.length + late.length + unread.length + collisions.length > 0 ? (
        <section aria-label="Does not fly">
          <h2>Does not fly, or not as it should</h2>
          <ul>
            {[...skipped, ...late].map(({ slug, message }) => (
              <li key={slug}>
                <b>{slug}</b>: {message}
              </li>
            ))}
            {unread.map(({ slug, message }) => (
              <li key={`${slug} unread`}>
                <b>{slug}</b>, from what is known: {message}
              </li>
            ))}
            {collisions.map(({ boardName, slugs }) => (
              <li key={boardName}>
                <b>{slugs.join(', ')}</b>: they would have one board, “{boardName}”.
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </article>
  )
}
