import type { Payload, TypedUser } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { tenantsAllowed } from '../../../security/standing.ts'
import { settingsOf } from '../../../settings.ts'
import { NavLink } from '../../queues/QueuesLink/NavLink.tsx'
import { flightsPath, flightsTitle } from '../flightsPath.ts'

type Args = { payload: Payload; user?: TypedUser | null }

/** In the navigation: the way to the flights of evergreen series, for whoever may see them. */
export const FlightsLink = ({ payload, user }: Args) => {
  if (!user) return null
  const standing = settingsOf(payload).standingOf(user as unknown as Record<string, unknown>)
  if (tenantsAllowed(standing, 'series.read').length === 0) return null
  const href = formatAdminURL({ adminRoute: payload.config.routes.admin, path: flightsPath })
  return <NavLink href={href} label={flightsTitle} />
}
