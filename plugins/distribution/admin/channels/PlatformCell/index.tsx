'use client'

import type { DefaultCellComponentProps } from 'payload'
import { namePlatform } from '../nameChannel.ts'

/** A platform in a list, as people write it. */
export const PlatformCell = ({ cellData }: DefaultCellComponentProps) =>
  typeof cellData === 'string' && cellData !== '' ? <span>{namePlatform(cellData)}</span> : null
