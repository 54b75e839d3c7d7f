import { notFound } from '../errors.ts'
import { type ID, parseId, rows, sql } from '../model/database.ts'
import { tableOf } from '../model/tableOf.ts'
import type { OperationContext } from '../operation.ts'
import { requireSomewhere, tenantsAllowed } from '../security/standing.ts'
import { type DeviceRow, whoseDevices } from './deviceAnswer.ts'
import { readPeople } from './people.ts'

/** Devices with their owners, past all rules: the caller says whose. The one that was seen last comes first. */
export const readDeviceRows = (
  { payload, settings, db }: OperationContext,
  where: { users: ID[] | 'all'; id?: ID },
): Promise<DeviceRow[]> =>
  rows<DeviceRow>(
    db,
    sql`
      select d.id, d.user_id, coalesce(to_jsonb(u)->>'name', to_jsonb(u)->>'email') as owner_name, d.name,
        d.platform, d.app_version, d.last_seen_at, d.notifications, d.token is not null as has_token, d.project,
        d.dropped_at, d.drop_reason, d.credential_hash is not null as has_credential, d.revoked_at
      from postyard_devices d
      join ${sql.identifier(tableOf(payload, settings.usersSlug))} u on u.id = d.user_id
      where ${where.users === 'all' ? sql`true` : sql`d.user_id = any(${sql.param(where.users)})`}
        and ${where.id === undefined ? sql`true` : sql`d.id = ${where.id}`}
      order by d.last_seen_at desc
      limit 500`,
  )

/** Oneself, and for managers those who may post for their clients; `all` for an agency admin. */
const readOwners = async (context: OperationContext): Promise<ID[] | 'all'> => {
  const { payload, settings, req, caller } = context
  const managed = tenantsAllowed(caller.standing, 'tasks.manage')
  if (managed === 'all') return 'all'
  const people = await Promise.all(
    managed.map((tenant) =>
      readPeople({ payload, settings, tenant, permission: 'devices.register', req }),
    ),
  )
  return [caller.id, ...people.flat().map(({ id }) => id)]
}

/** The phones of the caller, or of everybody whom the caller manages. */
export const listDeviceRows = async (
  context: OperationContext,
  whose: 'mine' | 'all',
): Promise<DeviceRow[]> => {
  requireSomewhere(context.caller, 'devices.register', whoseDevices)
  return readDeviceRows(context, {
    users: whose === 'mine' ? [context.caller.id] : await readOwners(context),
  })
}

/**
 * The phone that an operation is about: the caller's own, or of somebody whom the caller manages.
 *
 * @throws NOT_FOUND where it is neither
 */
export const ownedDevice = async (
  context: OperationContext,
  given: unknown,
): Promise<DeviceRow> => {
  requireSomewhere(context.caller, 'devices.register', whoseDevices)
  const id = parseId(context.payload, given)
  if (id === undefined) throw notFound('device')
  const [row] = await readDeviceRows(context, { users: await readOwners(context), id })
  if (!row) throw notFound('device')
  return row
}
