'use client'

import { Link, useConfig, useListRelationships } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { useEffect } from 'react'
import { idOf } from '../../../id.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { nameChannel } from '../nameChannel.ts'

type Channel = { name?: string; platform?: string }

/** A channel in a list, with its platform. Payload reads all channels of the page in one request. */
export const ChannelCell = ({
  cellData,
  link,
  rowData,
  collectionSlug,
}: DefaultCellComponentProps) => {
  const { slugs } = usePanel()
  const { config } = useConfig()
  const { documents, getRelationships } = useListRelationships()
  const id = idOf(cellData)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once for each channel
  useEffect(() => {
    if (id !== undefined) getRelationships([{ relationTo: slugs.channels, value: id }])
  }, [id])
  if (id === undefined) return null
  const channel = documents[slugs.channels]?.[id] as Channel | false | null | undefined
  const name =
    channel === false ? 'A channel that you may not see' : channel ? nameChannel(channel) : '…'
  if (!link) return <span>{name}</span>
  const path = `/collections/${collectionSlug}/${encodeURIComponent(String(rowData.id))}` as const
  return <Link href={formatAdminURL({ adminRoute: config.routes.admin, path })}>{name}</Link>
}
