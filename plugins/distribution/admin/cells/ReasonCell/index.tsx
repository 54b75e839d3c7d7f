'use client'

import type { DefaultCellComponentProps } from 'payload'
import './index.css'

/** A reason in a list: as much of the sentence as fits in three lines, all of it on hovering. */
export const ReasonCell = ({ cellData }: DefaultCellComponentProps) =>
  typeof cellData === 'string' && cellData !== '' ? (
    <span className="postyard-reason-cell" title={cellData}>
      {cellData}
    </span>
  ) : null
