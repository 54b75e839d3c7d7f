import { type Db, type ID, rows, sql } from './database.ts'

/** An item as it is kept: its files are named by their ids, since their addresses follow the feed's. */
export type KeptItem = {
  title: string
  text: string
  html: string
  link: string | null
  /** Missing in those that were kept before there was one. */
  canonicalLink?: string | null
  files: { id: string; mimeType: string; bytes: number; alt: string | null }[]
}

/** Puts a delivery's item into its feed. Done twice it stands there once, with the instant of the first time. */
export const putFeedItem = async (args: {
  db: Db
  delivery: { id: ID; tenant_id: ID; channel_id: ID; post_id: ID }
  item: KeptItem
  now: Date
}): Promise<void> => {
  const { db, delivery, item, now } = args
  await db.execute(sql`
    insert into postyard_feed_items (delivery, tenant, channel, post, published_at, item)
    values (${String(delivery.id)}, ${String(delivery.tenant_id)}, ${String(delivery.channel_id)},
            ${String(delivery.post_id)}, ${now.toISOString()}, ${JSON.stringify(item)}::jsonb)
    on conflict (delivery) do update set item = excluded.item`)
}

/** Whether a delivery stands in its feed. */
export const hasFeedItem = async (
  db: Db,
  delivery: { id: ID; tenant_id: ID },
): Promise<boolean> => {
  const found = await rows(
    db,
    sql`
      select 1 from postyard_feed_items
      where delivery = ${String(delivery.id)} and tenant = ${String(delivery.tenant_id)}`,
  )
  return found.length > 0
}

/** Whatever a reader takes the name of a file for, it ends in the kind of file that it is. */
export const nameOfFeedFile = (id: string, mimeType: string): string =>
  `${id}.${mimeType.split('/')[1] ?? 'bin'}`

export type FeedRow = { delivery: string; published_at: Date; item: KeptItem }

/** The newest items of a feed. Those whose post lies in the bin are not shown. */
export const readFeedItems = async (args: {
  db: Db
  tenant: ID
  channel: ID
  limit: number
}): Promise<FeedRow[]> => {
  const found = await rows<{ delivery: string; published_at: string | Date; item: KeptItem }>(
    args.db,
    sql`
      select i.delivery, i.published_at, i.item
      from postyard_feed_items i join postyard_posts p on p.id::text = i.post and p.deleted_at is null
      where i.channel = ${String(args.channel)} and i.tenant = ${String(args.tenant)}
      order by i.published_at desc, i.delivery
      limit ${args.limit}`,
  )
  return found.map((row) => ({ ...row, published_at: new Date(row.published_at) }))
}
