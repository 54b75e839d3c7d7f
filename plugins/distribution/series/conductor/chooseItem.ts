import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { ItemRow } from '../../model/series.ts'
import { hasRested } from '../hasRested.ts'
import { wayOf } from '../items/wayOf.ts'
import type { Day } from '../readDay.ts'

/** Where an item may go now. `delivery` where it failed there before: that one is given a new life. */
export type Leg = { channel: string; round: number; delivery: string | null }

/** The next item of a series, and where it may go; `isRepeat` where it was everywhere already. */
export type Choice = {
  item: Pick<
    ItemRow,
    'id' | 'key' | 'title' | 'text' | 'link' | 'image' | 'image_alt' | 'hash' | 'post_id'
  >
  /** It was changed since it took off last. */
  isChanged: boolean
  isRepeat: boolean
  legs: Leg[]
}

type Found = Choice['item'] & {
  changed: boolean
  fresh: Leg[] | null
  again: Leg[] | null
}

type Args = {
  db: Db
  payload: Payload
  tenant: ID
  series: ID
  /** Channels that take something now. */
  channels: ID[]
  /** Days after which an item may go out once more; null for never. */
  repeatDays: number | null
  day: Pick<Day, 'day' | 'timezone'>
  /** Only this item. */
  only?: string
}

/**
 * Chooses the item that flies next: the one that can go to the most channels on which it was never, or failed; of several
 * the first in their order. Where there is none, that which went out longest ago, if items may repeat. Where a person has
 * brought it by hand it was, too.
 */
export const chooseItem = async (args: Args): Promise<Choice | undefined> => {
  const { db, payload, tenant, series, channels, repeatDays, only } = args
  const { day, timezone } = args.day
  if (channels.length === 0) return undefined
  const isRested = hasRested({ at: sql`w.out_at`, days: sql`${repeatDays}::int`, day, timezone })
  const leg = sql`jsonb_build_object('channel', c.id, 'round', coalesce(w.round, 0), 'delivery', w.delivery)`
  const [found] = await rows<Found>(
    db,
    sql`
      select i.id::text as id, i.key, i.title, i.text, i.link, i.image, i.image_alt, i.hash, i.post_id,
        coalesce(i.changed_at > s.last_at, true) as changed, s.fresh, s.again
      from postyard_series_items i
      join lateral (
        select max(w.last_at) as last_at,
          jsonb_agg(${leg}) filter (where w.out_at is null) as fresh,
          jsonb_agg(${leg}) filter (where ${isRested}) as again
        from unnest(${sql.param(channels.map(String))}::text[]) as c(id)
        cross join lateral (${wayOf({ payload, tenant })}) w
      ) s on s.fresh is not null or s.again is not null
      where i.series_id = ${String(series)} and i.tenant = ${String(tenant)}
        and not i.is_draft and i.gone_at is null and i.set_aside_at is null
        ${only === undefined ? sql`` : sql`and i.id = ${only}::bigint`}
      order by coalesce(jsonb_array_length(s.fresh), 0) desc,
        case when s.fresh is null then s.last_at end, i.position, i.id
      limit 1`,
  )
  if (!found) return undefined
  const { changed, fresh, again, ...item } = found
  const legs =
    fresh ?? (again ?? []).map((one) => ({ ...one, round: one.round + 1, delivery: null }))
  return {
    item,
    isChanged: changed,
    isRepeat: fresh === null,
    legs: legs.toSorted((a, b) => (a.channel < b.channel ? -1 : 1)),
  }
}
