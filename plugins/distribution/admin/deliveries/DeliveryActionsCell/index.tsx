'use client'

import { useRouter } from 'next/navigation.js'
import type { DefaultCellComponentProps } from 'payload'
import { type Actionable, ActionButtons } from '../ActionButtons/index.tsx'

/** What can be done with the delivery of a row, in the row. */
export const DeliveryActionsCell = ({ rowData }: DefaultCellComponentProps) => {
  const router = useRouter()
  return (
    <ActionButtons
      delivery={rowData as unknown as Actionable}
      size="xsmall"
      omit={['reschedule', 'posted']}
      onDone={() => router.refresh()}
    />
  )
}
