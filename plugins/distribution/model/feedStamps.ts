import { type Db, type ID, rows, sql } from './database.ts'

type Args = { db: Db; tenant: ID; channel: ID }

const readStamp = async ({ db, tenant, channel }: Args) => {
  const [found] = await rows<{ digest: string; changed_at: string | Date }>(
    db,
    sql`
      select digest, changed_at from postyard_feed_stamps
      where channel = ${String(channel)} and tenant = ${String(tenant)}`,
  )
  return found && { digest: found.digest, at: new Date(found.changed_at) }
}

/**
 * Since when a feed says what it says, in whole seconds: another instant, and a later one, each time that it is read and
 * says something else than before, so that two states of it never have the same.
 */
export const stampFeed = async (args: Args & { digest: string; now: Date }): Promise<Date> => {
  const { db, tenant, channel, digest, now } = args
  const known = await readStamp(args)
  if (known?.digest === digest) return known.at
  const [written] = await rows<{ changed_at: string | Date }>(
    db,
    sql`
      insert into postyard_feed_stamps as s (channel, tenant, digest, changed_at)
      values (${String(channel)}, ${String(tenant)}, ${digest},
              date_trunc('second', ${now.toISOString()}::timestamptz))
      on conflict (channel) do update set digest = excluded.digest,
        changed_at = greatest(excluded.changed_at, s.changed_at + interval '1 second')
      where s.digest <> excluded.digest and s.tenant = excluded.tenant
      returning changed_at`,
  )
  // Where nothing was written somebody else has just done so.
  return written ? new Date(written.changed_at) : ((await readStamp(args))?.at ?? now)
}
