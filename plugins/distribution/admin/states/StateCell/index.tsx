'use client'

import type { DefaultCellComponentProps } from 'payload'
import { StateMark } from '../StateMark/index.tsx'
import './index.css'

/** A state in a list. */
export const StateCell = ({ cellData }: DefaultCellComponentProps) =>
  typeof cellData === 'string' && cellData !== '' ? (
    <StateMark state={cellData} className="postyard-state-cell" />
  ) : null
