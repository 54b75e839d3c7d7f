'use client'

import { Moment } from '../time/Moment/index.tsx'
import { useZone } from '../time/useZone.ts'
import type { NextDue } from './readNextDue.ts'

/** What comes next, and when. */
export const NextDueLine = ({ next }: { next?: NextDue }) => {
  const zone = useZone(next?.tenant)
  if (!next) return <span>Nothing is scheduled.</span>
  return (
    <span>
      Next: {next.count} {next.count === 1 ? 'delivery' : 'deliveries'},{' '}
      <Moment at={next.at} zone={zone} />
    </span>
  )
}
