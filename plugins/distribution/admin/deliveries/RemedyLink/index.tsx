'use client'

import { Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { idOf } from '../../../id.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { channelOf, type Delivery } from '../delivery.ts'
import { remedyOf } from '../remedyOf.ts'
import './index.css'

/** Beside a reason: the way to the page on which it is mended. */
export const RemedyLink = ({ delivery }: { delivery: Delivery }) => {
  const { slugs, tenantOf } = usePanel()
  const { config } = useConfig()
  const remedy = remedyOf(delivery)
  const id = idOf(remedy === 'tenant' ? delivery.tenant : delivery.channel)
  if (!remedy || id === undefined) return null
  const slug = remedy === 'tenant' ? slugs.tenants : slugs.channels
  const name =
    remedy === 'tenant' ? (tenantOf(delivery.tenant)?.name ?? 'the client') : channelOf(delivery)
  const href = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slug}/${encodeURIComponent(String(id))}`,
  })
  return (
    <p className="postyard-remedy">
      <Link href={href}>Open {name}</Link>
    </p>
  )
}
