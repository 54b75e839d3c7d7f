import type { Payload, TypedUser } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { tenantsAllowed } from '../../../security/standing.ts'
import { settingsOf } from '../../../settings.ts'
import { NavLink } from '../../queues/QueuesLink/NavLink.tsx'
import { incomingPath, incomingTitle } from '../incomingPath.ts'

type Args = { payload: Payload; user?: TypedUser | null }

/** In the navigation: the way to what sends claims, for whoever decides about it. */
export const IncomingLink = ({ payload, user }: Args) => {
  if (!user) return null
  const standing = settingsOf(payload).standingOf(user as unknown as Record<string, unknown>)
  if (tenantsAllowed(standing, 'claims.manage').length === 0) return null
  const href = formatAdminURL({ adminRoute: payload.config.routes.admin, path: incomingPath })
  return <NavLink href={href} label={incomingTitle} />
}
