import type pg from 'pg'
import { failingMs, type Part, type Scene, warmSeconds } from './scenes.ts'

type Args = {
  database: pg.Client
  times: Record<Scene, Date>
  /** How long a scene is. */
  seconds: number
}

/** The deliveries of a part, in an order that has nothing to do with clients or channels. */
const numbered = `
  select delivery.id, row_number() over (order by md5(delivery.id::text)) - 1 as number,
    count(*) over () as count
  from postyard_deliveries delivery
  join postyard_posts post on post.id = delivery.post_id
  where split_part(post.title, ' ', 1) = $1`

/**
 * Gives the deliveries of every scene their whole seconds: spread over the scene, or all in its first. Those of Postiz want
 * to be staged at once, as if they had been planned within the lead time.
 */
export const giveTimes = async ({ database, times, seconds }: Args): Promise<void> => {
  // In the midst of the others, on a whole second as they are.
  const floodingAt = new Date(times.flood.getTime() + Math.floor(seconds / 3) * 1000)
  const parts: { part: Part; from: Date; over: number }[] = [
    { part: 'warm', from: times.warm, over: warmSeconds },
    { part: 'spread', from: times.spread, over: seconds },
    { part: 'flood', from: times.flood, over: seconds },
    { part: 'flooding', from: floodingAt, over: 1 },
    { part: 'suspend', from: times.suspend, over: seconds },
    {
      part: 'failing',
      from: new Date(times.suspend.getTime() - failingMs),
      over: seconds + failingMs / 1000,
    },
    { part: 'burst', from: times.burst, over: 1 },
    { part: 'hang', from: times.hang, over: seconds },
  ]
  for (const { part, from, over } of parts) {
    await database.query(
      `update postyard_deliveries delivery
      set scheduled_at = $2::timestamptz
          + floor(numbered.number * $3::float8 / numbered.count) * interval '1 second',
        wake_at = case delivery.kind when 'postiz' then now() else $2::timestamptz
          + floor(numbered.number * $3::float8 / numbered.count) * interval '1 second' end,
        deadline_at = $2::timestamptz + interval '1 day'
      from (${numbered}) numbered
      where numbered.id = delivery.id`,
      [part, from, over],
    )
  }
}
