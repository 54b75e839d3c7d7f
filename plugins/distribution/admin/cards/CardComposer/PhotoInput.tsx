'use client'

import { BulkUploadProvider, UploadInput, useConfig } from '@payloadcms/ui'
import { useMemo } from 'react'
import { type ID, idOf } from '../../../id.ts'

type Props = {
  value: unknown
  onChange: (value: ID | undefined) => void
  isLocked: boolean
  tenant: ID | undefined
  mediaSlug: string
}

/** A picture out of the client's media. */
export const PhotoInput = ({ value, onChange, isLocked, tenant, mediaSlug }: Props) => {
  const { config } = useConfig()
  // Another object would make the open list read its files anew.
  const filterOptions = useMemo(
    () => ({ [mediaSlug]: { tenant: { equals: tenant }, mimeType: { contains: 'image' } } }),
    [mediaSlug, tenant],
  )
  if (tenant === undefined) {
    return <p className="postyard-card__note">Choose the client first, then a picture of it.</p>
  }
  return (
    <BulkUploadProvider drawerSlugPrefix="postyard-card-photo">
      <UploadInput
        path="postyard-card-photo"
        Label={<span />}
        api={config.routes.api}
        serverURL={config.serverURL}
        relationTo={mediaSlug}
        filterOptions={filterOptions}
        value={idOf(value)}
        onChange={(chosen) => onChange(idOf(chosen))}
        readOnly={isLocked}
        allowCreate
        displayPreview
      />
    </BulkUploadProvider>
  )
}
