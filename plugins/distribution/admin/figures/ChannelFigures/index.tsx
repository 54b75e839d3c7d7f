'use client'

import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { useZone } from '../../time/useZone.ts'
import { FigureTable } from '../FigureTable/index.tsx'

/** On the page of a channel of Postiz: what the platform counted of the whole account. */
export const ChannelFigures = () => {
  const { id } = useDocumentInfo()
  const { slugs, may } = usePanel()
  const kind = useFormFields(([fields]) => fields?.kind?.value)
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const zone = useZone(tenant)
  if (id === undefined || kind !== 'postiz' || !may('figures.read', tenant)) return null
  return (
    <FigureTable
      path={`/${slugs.channels}/${encodeURIComponent(String(id))}/analytics`}
      zone={zone}
    />
  )
}
