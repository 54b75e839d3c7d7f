'use client'

import type { DefaultCellComponentProps } from 'payload'
import { ProgressBar } from '../ProgressBar/index.tsx'

/** How far a picture or video is, in a list: only while it is made. */
export const ProgressCell = ({ cellData, rowData }: DefaultCellComponentProps) => {
  if (rowData?.state !== 'rendering' || typeof cellData !== 'number') return null
  return (
    <span>
      <ProgressBar percent={cellData} label="How far it is" /> {cellData} %
    </span>
  )
}
