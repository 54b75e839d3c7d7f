'use client'

import { useRouter } from 'next/navigation.js'
import type { DefaultCellComponentProps } from 'payload'
import { MakingButton } from '../MakingNote/index.tsx'
import type { Making } from '../making.ts'

/** What can be done with the rendition of a row, in the row. */
export const RenditionActionsCell = ({ rowData }: DefaultCellComponentProps) => {
  const router = useRouter()
  const row = rowData as unknown as Making & { tenant: unknown }
  return <MakingButton making={row} tenant={row.tenant} onDone={() => router.refresh()} />
}
