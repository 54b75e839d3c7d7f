'use client'

import type { FlightList } from '../../series/operations/listFlights.ts'
import { StateMark } from '../states/StateMark/index.tsx'
import { Moment } from '../time/Moment/index.tsx'

type Flight = FlightList['flights'][number]

type Args = { flight: Pick<Flight, 'state' | 'reason' | 'notBefore' | 'tries'>; zone: string }

/** Where a flight stands, and why where it waits or ended without an item. */
export const FlightMark = ({ flight, zone }: Args) => {
  const { state, reason, notBefore } = flight
  const isHeld = state === 'waiting' && reason !== null
  return (
    <div>
      <StateMark state={isHeld ? 'held' : state} word={isHeld ? 'Waits' : undefined} />
      {reason ? <span className="postyard-table__aside">{reason}</span> : null}
      {isHeld && notBefore ? (
        <span className="postyard-table__aside">
          It is tried again <Moment at={notBefore} zone={zone} />.
        </span>
      ) : null}
    </div>
  )
}
