'use client'

import { useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'

type Id = string | number

/** Addresses within the panel and of the API, wherever an application has put them. */
export const usePanelHref = () => {
  const { config } = useConfig()
  const { admin: adminRoute, api: apiRoute } = config.routes
  const page = (path: `/${string}`) => formatAdminURL({ adminRoute, path })
  return {
    page,
    record: (slug: string, id: Id) =>
      page(`/collections/${slug}/${encodeURIComponent(String(id))}`),
    api: (path: `/${string}`) => formatAdminURL({ apiRoute, path }),
  }
}
