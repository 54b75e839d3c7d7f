'use client'

import { Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import type { WatchedTask } from '../../assist/watchedTask.ts'
import { usePanel } from '../facts/FactsProvider.tsx'

type Args = { task: Pick<WatchedTask, 'delivery' | 'title'>; children: string }

/** The way from a task to the page of its delivery, where all that was done about it stands. */
export const DeliveryLink = ({ task, children }: Args) => {
  const { slugs } = usePanel()
  const { config } = useConfig()
  const href = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slugs.deliveries}/${encodeURIComponent(String(task.delivery))}`,
  })
  return (
    <Link
      href={href}
      aria-label={children === task.title ? undefined : `${children}: ${task.title}`}
    >
      {children}
    </Link>
  )
}
