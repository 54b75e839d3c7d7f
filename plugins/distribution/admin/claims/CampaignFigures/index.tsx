'use client'

import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { usePanel } from '../../facts/FactsProvider.tsx'

/** On the page of a campaign: how many of its clips were claimed, and what came of them. */
export const CampaignFigures = () => {
  const { id } = useDocumentInfo()
  const { may } = usePanel()
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  if (id === undefined || !may('claims.read', tenant)) return null
  return null
}
