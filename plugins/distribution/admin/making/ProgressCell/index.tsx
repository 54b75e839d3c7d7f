'use client'

import type { DefaultCellComponentProps } from 'payload'

/** How far a picture or video is, in a list: only while it is made. */
export const ProgressCell = ({ cellData, rowData }: DefaultCellComponentProps) => {
  if (rowData?.state !== 'rendering' || typeof cellData !== 'number') return null
  return (
    <span>
      <progress max={100} value={cellData} aria-label="How far it is" /> {cellData} %
    </span>
  )
}
