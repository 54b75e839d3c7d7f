'use client'

import { formatDistance } from '../formatDistance.ts'
import { formatMoment } from '../formatMoment.ts'
import { useNow } from '../useNow.ts'
import './index.css'

type Args = {
  at: string | Date
  /** An IANA name. */
  zone: string
  withSeconds?: boolean
  withDistance?: boolean
}

/** A moment in its zone, and how far away it is. */
export const Moment = ({ at, zone, withSeconds = false, withDistance = true }: Args) => {
  const now = useNow()
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return null
  return (
    <time className="postyard-moment" dateTime={moment.toISOString()} title={moment.toISOString()}>
      <span>{formatMoment({ at: moment, zone, now: now ?? new Date(0), withSeconds })}</span>
      {withDistance ? (
        <span className="postyard-moment__distance">{now ? formatDistance(moment, now) : ''}</span>
      ) : null}
    </time>
  )
}
