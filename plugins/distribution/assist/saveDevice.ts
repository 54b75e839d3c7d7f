import { type Db, type ID, rows, sql } from '../model/database.ts'

export type DeviceFacts = {
  platform: 'android' | 'ios' | 'web'
  name: string
  appVersion?: string
  /** BCP 47. */
  language?: string
  notifications?: 'granted' | 'blocked' | 'unknown'
  /** For push; a phone without one is asked by mail and on its page. */
  token?: string
  /** The Firebase project that the token is of, where it is not the installation's. */
  project?: string
}

type Args = DeviceFacts & {
  db: Db
  user: ID
  /** The log-in under which it is registered: it ends with the phone. */
  session?: string
  /** Of the secret with which the phone logs in by itself from now on. */
  credentialHash?: string
  now: Date
}

/**
 * Writes a device, or brings it back: one row for each token for push, with the person who holds it now. Where that is
 * somebody else than before, the credential of the one before opens nothing any more.
 */
export const saveDevice = async (args: Args): Promise<{ id: ID; lastSeenAt: string }> => {
  const { db, now } = args
  const [known] = args.credentialHash
    ? await rows<{ id: ID }>(
        db,
        sql`
          select id from postyard_devices
          where user_id = ${args.user} and credential_hash = ${args.credentialHash} and revoked_at is null`,
      )
    : []
  if (known) {
    await updateDevice({ ...args, id: known.id })
    return { id: known.id, lastSeenAt: now.toISOString() }
  }
  const [row] = await rows<{ id: ID }>(
    db,
    sql`
      insert into postyard_devices
        (user_id, token, platform, name, app_version, language, notifications, project, session, credential_hash,
         last_seen_at, updated_at, created_at)
      values (${args.user}, ${args.token ?? null}, ${args.platform}, ${args.name}, ${args.appVersion ?? null},
              ${args.language ?? null}, ${args.notifications ?? 'unknown'}, ${args.project ?? null}, ${args.session ?? null},
              ${args.credentialHash ?? null}, ${now.toISOString()}, clock_timestamp(), clock_timestamp())
      on conflict (token) do update
      set user_id = excluded.user_id, platform = excluded.platform, name = excluded.name,
          app_version = coalesce(excluded.app_version, postyard_devices.app_version),
          language = coalesce(excluded.language, postyard_devices.language),
          notifications = excluded.notifications, project = excluded.project,
          session = coalesce(excluded.session, postyard_devices.session),
          credential_hash = coalesce(excluded.credential_hash,
            case when postyard_devices.user_id = excluded.user_id then postyard_devices.credential_hash end),
          last_seen_at = excluded.last_seen_at, dropped_at = null, drop_reason = null, revoked_at = null,
          updated_at = clock_timestamp()
      returning id`,
  )
  if (!row) throw new Error('The device was not written.')
  return { id: row.id, lastSeenAt: now.toISOString() }
}

/** Writes what a phone says of itself. A token for push that another row holds is taken from it: it is one phone. */
export const updateDevice = async (
  args: Partial<DeviceFacts> & { db: Db; id: ID; user: ID; session?: string; now: Date },
): Promise<boolean> => {
  const { db, id, user, token, now } = args
  if (token !== undefined) {
    await db.execute(sql`
      update postyard_devices set token = null, updated_at = clock_timestamp()
      where token = ${token} and id <> ${id}`)
  }
  const isFresh = token !== undefined
  const { rowCount } = await db.execute(sql`
    update postyard_devices
    set last_seen_at = ${now.toISOString()}, name = coalesce(${args.name ?? null}, name),
        app_version = coalesce(${args.appVersion ?? null}, app_version),
        language = coalesce(${args.language ?? null}, language),
        notifications = coalesce(${args.notifications ?? null}::text::enum_postyard_devices_notifications, notifications),
        token = coalesce(${token ?? null}, token),
        project = case when ${isFresh} then ${args.project ?? null} else project end,
        dropped_at = case when ${isFresh} then null else dropped_at end,
        drop_reason = case when ${isFresh} then null else drop_reason end,
        session = coalesce(${args.session ?? null}, session), updated_at = clock_timestamp()
    where id = ${id} and user_id = ${user} and revoked_at is null`)
  return rowCount === 1
}
