import type { Payload, PayloadRequest, Where } from 'payload'
import type { ID } from '../id.ts'
import type { Settings } from '../options.ts'
import type { Permission } from '../security/permissions.ts'
import { tenantsAllowed } from '../security/standing.ts'
import type { Hours } from './workTime.ts'

/** Somebody who may be asked, or told, for a tenant. */
export type Person = {
  id: ID
  name: string
  email: string | null
  zone: string | null
  hours: Hours[]
  awayUntil: Date | null
  isFieldAgent: boolean
  isManager: boolean
}

type Args = {
  payload: Payload
  settings: Settings
  tenant: ID
  /** Who of the tenant: by what they may do in it. */
  permission: Permission
  req?: PayloadRequest
}

/** A user as the application keeps them, with what this plugin adds. */
export type UserRecord = Record<string, unknown> & {
  id: ID
  name?: unknown
  email?: unknown
  fieldWork?: {
    timezone?: string | null
    awayUntil?: string | null
    hours?: { days?: string[] | null; from: string; until: string }[] | null
  } | null
}

/** Narrowed by the database where users carry their tenants as the multi-tenant plugin writes them. */
const ofTenants = (payload: Payload, settings: Settings, tenants: readonly ID[]): Where => {
  const fields = payload.collections[settings.usersSlug]?.config.flattenedFields ?? []
  const hasTenants = fields.some((field) => field.name === 'tenants')
  return hasTenants ? { 'tenants.tenant': { in: [...tenants] } } : {}
}

/** When somebody can be asked, as it is written in their record; the zone is null where none is said. */
export const workOf = ({
  fieldWork,
}: UserRecord): Pick<Person, 'zone' | 'hours' | 'awayUntil'> => ({
  zone: fieldWork?.timezone || null,
  hours: (fieldWork?.hours ?? []).map(({ days, from, until }) => ({
    days: (days ?? []).map(Number),
    from,
    until,
  })),
  awayUntil: fieldWork?.awayUntil ? new Date(fieldWork.awayUntil) : null,
})

const toPerson = (user: UserRecord, settings: Settings, tenant: ID): Person => {
  const own = settings
    .standingOf(user)
    .roles.find((entry) => String(entry.tenant) === String(tenant))
  const name = [user.name, user.email].find((value) => typeof value === 'string' && value !== '')
  return {
    id: user.id,
    name: String(name ?? user.id),
    email: typeof user.email === 'string' ? user.email : null,
    ...workOf(user),
    isFieldAgent: own?.roles.includes('field-agent') ?? false,
    isManager: own?.roles.includes('manager') ?? false,
  }
}

/** The people of each tenant who may do something in it now, in the order of the tenants; agency admins are of none. */
export const readPeopleOf = async (
  args: Omit<Args, 'tenant'> & { tenants: readonly ID[] },
): Promise<Person[][]> => {
  const { payload, settings, tenants, permission, req } = args
  const { docs } = await payload.find({
    collection: settings.usersSlug,
    where: ofTenants(payload, settings, tenants),
    depth: 0,
    pagination: false,
    req,
  })
  return tenants.map((tenant) =>
    (docs as unknown as UserRecord[])
      .filter((user) => {
        const allowed = tenantsAllowed(settings.standingOf(user), permission)
        return allowed !== 'all' && allowed.some((own) => String(own) === String(tenant))
      })
      .map((user) => toPerson(user, settings, tenant)),
  )
}

/** The people of a tenant who may do something in it now; agency admins are of no tenant. */
export const readPeople = async ({ tenant, ...args }: Args): Promise<Person[]> => {
  const [people = []] = await readPeopleOf({ ...args, tenants: [tenant] })
  return people
}
