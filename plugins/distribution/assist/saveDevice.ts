import { type Db, type ID, rows, sql } from '../model/database.ts'

/** Writes a device, or brings it back: one row for each token, with the person who holds it now. */
export const saveDevice = async (args: {
  db: Db
  user: ID
  token: string
  platform: 'android' | 'ios' | 'web'
  name: string
  now: Date
}): Promise<{ id: ID; lastSeenAt: string }> => {
  const [row] = await rows<{ id: ID }>(
    args.db,
    sql`
      insert into postyard_devices (user_id, token, platform, name, last_seen_at, updated_at, created_at)
      values (${args.user}, ${args.token}, ${args.platform}, ${args.name}, ${args.now.toISOString()},
              clock_timestamp(), clock_timestamp())
      on conflict (token) do update
      set user_id = excluded.user_id, platform = excluded.platform, name = excluded.name,
          last_seen_at = excluded.last_seen_at, dropped_at = null, drop_reason = null,
          updated_at = clock_timestamp()
      returning id`,
  )
  if (!row) throw new Error('The device was not written.')
  return { id: row.id, lastSeenAt: args.now.toISOString() }
}
