import { type Db, type ID, sql } from '../../model/database.ts'

export type Claim = { channel: ID; round: number; delivery: ID }

/**
 * Claims an item for channels in the transaction that plans it there, so that it goes out once on each in a round.
 *
 * @throws where somebody has claimed it already: the caller's transaction undoes what it has planned
 */
export const claimItem = async (args: {
  db: Db
  tenant: ID
  series: ID
  item: string
  claims: Claim[]
  now: Date
}): Promise<void> => {
  const { db, tenant, series, item, claims, now } = args
  const given = claims.map(({ channel, round, delivery }) => ({
    ...{ channel: String(channel), round, delivery: String(delivery) },
  }))
  await db.execute(sql`
    insert into postyard_series_flown (item_id, channel_id, round, tenant, series_id, delivery_id, at)
    select ${item}::bigint, g.channel, g.round, ${String(tenant)}, ${String(series)}, g.delivery,
      ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(channel text, round int, delivery text)`)
}

/** Says of claims whose deliveries were given a new life that they fly now. */
export const renewClaims = async (args: {
  db: Db
  tenant: ID
  item: string
  deliveries: ID[]
  now: Date
}): Promise<void> => {
  const { db, tenant, item, deliveries, now } = args
  await db.execute(sql`
    update postyard_series_flown set at = ${now.toISOString()}
    where item_id = ${item}::bigint and tenant = ${String(tenant)}
      and delivery_id = any(${sql.param(deliveries.map(String))})`)
}

/** Remembers which post an item has become. */
export const keepPostOf = async (
  db: Db,
  args: { tenant: ID; item: string; post: ID },
): Promise<void> => {
  await db.execute(sql`
    update postyard_series_items set post_id = ${String(args.post)}
    where id = ${args.item}::bigint and tenant = ${String(args.tenant)}`)
}
