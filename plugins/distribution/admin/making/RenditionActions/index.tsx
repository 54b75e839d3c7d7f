'use client'

import { useDocumentInfo } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { MakingButton } from '../MakingNote/index.tsx'
import { type Making, tellMaking } from '../making.ts'

/** On a rendition's page: how far it was as the page was drawn, and what can be done. */
export const RenditionActions = () => {
  const { savedDocumentData } = useDocumentInfo()
  const router = useRouter()
  const making = savedDocumentData as (Making & { tenant: unknown }) | undefined
  if (!making?.state) return null
  return (
    <div className="postyard-making">
      <span>{tellMaking(making)}</span>
      <MakingButton making={making} tenant={making.tenant} onDone={() => router.refresh()} />
    </div>
  )
}
