import { type Db, type ID, rows, sql } from '../../model/database.ts'

/** The names under which platforms tell how many follow an account, as they write them. */
const names = [
  'Followers',
  'followers',
  'Follower count',
  'Followers count',
  'Total followers',
  'Page followers',
  'Page Followers',
  'Subscribers',
  'subscribers',
]

/** A figure that is older than this, in days, says nothing of now. */
const oldestDays = 60

/** How many follow the accounts of one tenant, by the platforms' own latest count; by the channel's id as text. */
export const readFollowers = async (args: {
  db: Db
  tenant: ID
  now: Date
}): Promise<Map<string, number>> => {
  const { db, tenant, now } = args
  const found = await rows<{ channel: ID; total: number }>(
    db,
    sql`
      select distinct on (f.channel_id) f.channel_id as channel, f.total::float8 as total
      from postyard_channels c
      join postyard_figures f on f.channel_id = c.id and f.tenant_id = c.tenant_id and f.delivery_id is null
        and f.label = any(${sql.param(names)})
        and f.date >= ((${now.toISOString()}::timestamptz at time zone 'UTC')::date - ${oldestDays}::int)::text
      where c.tenant_id = ${tenant}
      order by f.channel_id, f.date desc, f.total desc`,
  )
  return new Map(found.map(({ channel, total }) => [String(channel), total]))
}
