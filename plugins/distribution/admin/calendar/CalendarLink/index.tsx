import type { Payload, TypedUser } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { tenantsAllowed } from '../../../security/standing.ts'
import { settingsOf } from '../../../settings.ts'
import { NavLink } from '../../queues/QueuesLink/NavLink.tsx'
import { calendarPath, calendarTitle } from '../calendarPath.ts'

type Args = { payload: Payload; user?: TypedUser | null }

/** In the navigation: the way to the calendar, for whoever may see plans. */
export const CalendarLink = ({ payload, user }: Args) => {
  if (!user) return null
  const standing = settingsOf(payload).standingOf(user as unknown as Record<string, unknown>)
  if (tenantsAllowed(standing, 'plans.read').length === 0) return null
  const href = formatAdminURL({ adminRoute: payload.config.routes.admin, path: calendarPath })
  return <NavLink href={href} label={calendarTitle} />
}
