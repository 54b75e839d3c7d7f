import type { PayloadRequest } from 'payload'
import { dbOf, type ID, parseId, rows, sql } from '../model/database.ts'
import type { Caller } from '../operation.ts'
import type { Settings } from '../options.ts'
import { readDeviceHeader } from '../security/deviceCredential.ts'
import { isSecretOf } from '../security/hashSecret.ts'
import { callerOf } from '../security/standing.ts'

type Row = { id: ID; user_id: ID; credential_hash: string | null }

/**
 * The person behind the credential of a phone, looked up with every request: once it is revoked, the next request is
 * nobody's.
 */
export const callerOfDevice = async (
  req: PayloadRequest,
  settings: Settings,
): Promise<Caller | undefined> => {
  const { payload } = req
  const given = readDeviceHeader(req.headers.get('authorization'))
  const id = given && parseId(payload, given.id)
  if (!given || id === undefined) return undefined
  const [device] = await rows<Row>(
    await dbOf(req),
    sql`
      select id, user_id, credential_hash from postyard_devices
      where id = ${id} and revoked_at is null and credential_hash is not null`,
  )
  if (!device?.credential_hash || !isSecretOf('device', given.secret, device.credential_hash))
    return undefined
  const user = await payload.findByID({
    collection: settings.usersSlug,
    id: device.user_id,
    depth: 0,
    disableErrors: true,
  })
  if (!user) return undefined
  const caller = callerOf(
    { user: { ...user, collection: settings.usersSlug } } as unknown as PayloadRequest,
    settings,
  )
  return caller && { ...caller, device: device.id }
}
