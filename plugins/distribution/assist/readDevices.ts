import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'

/** A phone or browser that takes pushes. */
export type Device = {
  id: ID
  user_id: ID
  name: string
  token: string
  /** Null where its token is of the installation's own project. */
  project: string | null
  /** BCP 47; null where the phone did not say. */
  language: string | null
}

/** A phone that was not heard of for so long is stale, in milliseconds; it comes back by registering again. */
export const staleMs = 30 * 24 * 60 * 60_000

type Args = { db: Db; people: readonly ID[]; now: Date }

/** The phones of these people that can be pushed, and that show what they are pushed as far as they say. */
export const readDevices = async ({ db, people, now }: Args): Promise<Device[]> => {
  if (people.length === 0) return []
  return rows<Device>(
    db,
    sql`
      select id, user_id, name, token, project, language from postyard_devices
      where user_id = any(${sql.param([...people])}) and token is not null
        and dropped_at is null and revoked_at is null
        and notifications <> 'blocked'
        and last_seen_at > ${after(now, -staleMs).toISOString()}`,
  )
}

/** Pushes to these tokens never arrive any more. */
export const dropTokens = async (args: {
  db: Db
  dropped: { token: string; code: string }[]
  now: Date
}): Promise<void> => {
  for (const { token, code } of args.dropped) {
    await args.db.execute(sql`
      update postyard_devices
      set dropped_at = ${args.now.toISOString()}, drop_reason = ${code}, updated_at = clock_timestamp()
      where token = ${token} and dropped_at is null`)
  }
}
