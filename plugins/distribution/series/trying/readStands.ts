import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { standsOf } from '../items/standsOf.ts'

/** How an item would stand in a series as it would be. `returns`: the day on which it may fly again, where it cannot now. */
export type Stand = { hash: string; isAside: boolean; isLeft: boolean; returns: string | null }

type Args = {
  db: Db
  payload: Payload
  tenant: ID
  series: ID
  /** Those to which its items would go. */
  channels: ID[]
  repeatDays: number | null
  /** `YYYY-MM-DD`, by the clock of the client's zone. */
  day: string
  timezone: string
}

/** How the items of a series would stand if it went to these channels and repeated after so many days, by their keys. */
export const readStands = async (args: Args): Promise<Map<string, Stand>> => {
  const { db, series, channels, repeatDays } = args
  const found = await rows<Stand & { key: string }>(
    db,
    sql`
      with asked as (
        select ${String(series)}::text as series_id, ${repeatDays}::int as repeat_days,
          ${sql.param(channels.map(String))}::text[] as channels
      )
      select t.key, t.hash, t.is_aside as "isAside", t.is_left as "isLeft", to_char(t.returns, 'YYYY-MM-DD') as returns
      from (${standsOf({ ...args, series: 'asked', isAll: true })}) t`,
  )
  return new Map(found.map(({ key, ...stand }) => [key, stand]))
}
