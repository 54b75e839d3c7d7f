import type { Payload, TypedUser } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { tenantsAllowed } from '../../../security/standing.ts'
import { settingsOf } from '../../../settings.ts'
import { NavLink } from '../../queues/QueuesLink/NavLink.tsx'
import { peoplePath, peopleTitle } from '../peoplePath.ts'

type Args = { payload: Payload; user?: TypedUser | null }

/** In the navigation: the way to those who post by phone, for whoever manages some of them. */
export const PeopleLink = ({ payload, user }: Args) => {
  if (!user) return null
  const standing = settingsOf(payload).standingOf(user as unknown as Record<string, unknown>)
  if (tenantsAllowed(standing, 'tasks.manage').length === 0) return null
  const href = formatAdminURL({ adminRoute: payload.config.routes.admin, path: peoplePath })
  return <NavLink href={href} label={peopleTitle} />
}
