import type { Payload, TypedUser } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { settingsOf } from '../../../settings.ts'
import { queuesPath } from '../queuesPath.ts'
import { NavLink } from './NavLink.tsx'

type Args = { payload: Payload; user?: TypedUser | null }

/** In the navigation: the way to the queues, for whoever may see them. */
export const QueuesLink = ({ payload, user }: Args) => {
  if (!user) return null
  const standing = settingsOf(payload).standingOf(user as unknown as Record<string, unknown>)
  if (!standing.isAgencyAdmin) return null
  const href = formatAdminURL({ adminRoute: payload.config.routes.admin, path: queuesPath })
  return <NavLink href={href} label="Queues and workers" />
}
