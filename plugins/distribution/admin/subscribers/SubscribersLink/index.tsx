import type { Payload, TypedUser } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { tenantsAllowed } from '../../../security/standing.ts'
import { settingsOf } from '../../../settings.ts'
import { NavLink } from '../../queues/QueuesLink/NavLink.tsx'
import { subscribersPath, subscribersTitle } from '../subscribersPath.ts'

type Args = { payload: Payload; user?: TypedUser | null }

/** In the navigation: the way to those who are sent events, for whoever manages them. */
export const SubscribersLink = ({ payload, user }: Args) => {
  if (!user) return null
  const standing = settingsOf(payload).standingOf(user as unknown as Record<string, unknown>)
  if (tenantsAllowed(standing, 'events.manage').length === 0) return null
  const href = formatAdminURL({ adminRoute: payload.config.routes.admin, path: subscribersPath })
  return <NavLink href={href} label={subscribersTitle} />
}
