'use client'

import { formatMoment } from '../../time/formatMoment.ts'
import { useBrowserZone } from '../../time/useBrowserZone.ts'
import './index.css'

/** Says that what is shown may be old, and since when. */
export const LostTouch = ({ since }: { since: Date | null }) => {
  const zone = useBrowserZone()
  return (
    <p className="postyard-lost" role="status" hidden={!since}>
      {since
        ? `No answer from the server since ${formatMoment({ at: since, zone, now: new Date(), withSeconds: true })}. What is shown may be old; it is asked again by itself.`
        : ''}
    </p>
  )
}
