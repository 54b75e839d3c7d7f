'use client'

import type { DefaultCellComponentProps } from 'payload'
import { StateMark } from '../StateMark/index.tsx'

/** A state in a list. */
export const StateCell = ({ cellData }: DefaultCellComponentProps) =>
  typeof cellData === 'string' && cellData !== '' ? <StateMark state={cellData} /> : null
