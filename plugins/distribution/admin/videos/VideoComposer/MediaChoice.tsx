'use client'

import { BulkUploadProvider, UploadInput, useConfig } from '@payloadcms/ui'
import { useMemo } from 'react'
import { type ID, idOf } from '../../../id.ts'

type Shared = {
  label: string
  /** Names the field within the page. */
  path: string
  mediaSlug: string
  /** Whose files are offered; undefined while nobody was chosen. */
  tenant: ID | undefined
  kind: 'image' | 'video'
  isReadOnly: boolean
}

type One = { value: ID | undefined; onChange: (value: ID | undefined) => void }
type Several = { values: ID[]; onOrder: (values: ID[]) => void; most: number }

/** Files of the client's media library, chosen or uploaded: one, or several in an order. */
export const MediaChoice = (props: Shared & (One | Several)) => {
  const { label, path, mediaSlug, tenant, kind, isReadOnly } = props
  const { config } = useConfig()
  // Another object would make the open list read its files anew.
  const filterOptions = useMemo(
    () => ({ [mediaSlug]: { tenant: { equals: tenant }, mimeType: { contains: `${kind}/` } } }),
    [mediaSlug, tenant, kind],
  )
  if (tenant === undefined) {
    return <p className="postyard-video__hint">{label}: choose the client first.</p>
  }
  const ids = (chosen: unknown) =>
    (Array.isArray(chosen) ? chosen : [chosen]).flatMap((one) => idOf(one) ?? [])
  return (
    <BulkUploadProvider drawerSlugPrefix={path}>
      <UploadInput
        {...{ label, path }}
        api={config.routes.api}
        serverURL={config.serverURL}
        relationTo={mediaSlug}
        readOnly={isReadOnly}
        allowCreate
        displayPreview
        filterOptions={filterOptions}
        {...('values' in props
          ? {
              hasMany: true,
              isSortable: true,
              maxRows: props.most,
              value: props.values,
              onChange: (chosen: unknown) => props.onOrder(ids(chosen)),
            }
          : { value: props.value, onChange: (chosen: unknown) => props.onChange(ids(chosen)[0]) })}
      />
    </BulkUploadProvider>
  )
}
