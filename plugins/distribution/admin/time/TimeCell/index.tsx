'use client'

import type { DefaultCellComponentProps } from 'payload'
import { Moment } from '../Moment/index.tsx'
import { useZone } from '../useZone.ts'

/** A moment in a list, in the zone of the row's tenant. */
export const TimeCell = ({ cellData, rowData }: DefaultCellComponentProps) => {
  const zone = useZone(rowData?.tenant)
  return typeof cellData === 'string' && cellData !== '' ? (
    <span className="postyard-time-cell">
      <Moment at={cellData} zone={zone} withDistance={rowData?.state !== 'cancelled'} />
    </span>
  ) : null
}
