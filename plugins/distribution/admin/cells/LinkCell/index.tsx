'use client'

import type { DefaultCellComponentProps } from 'payload'
import { OutsideLink } from '../OutsideLink.tsx'

/** A link in a list, by the name of its host. */
export const LinkCell = ({ cellData }: DefaultCellComponentProps) =>
  typeof cellData === 'string' && cellData !== '' ? <OutsideLink href={cellData} /> : null
