import type { Place } from '../cursor.ts'
import { ofTenants, onlyBehind, onlyIn, onlyWithin } from '../listedTenants.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { DeliveryState } from '../model/states.ts'

type Filter = {
  tenants: ID[] | 'all'
  /** That name it as one of theirs. */
  channel?: ID
  /** That have a delivery in one of these. */
  deliveryState?: DeliveryState[]
  /** Made at or after `from`, and before `to`. */
  from?: string
  to?: string
  after?: Place
  limit: number
}

/** A page of posts and one more, by their ids, the newest first; not those in the bin. */
export const readPostPlaces = (
  db: Db,
  { channel, deliveryState, after, ...filter }: Filter,
): Promise<{ id: ID; created_at: Date }[]> =>
  rows(
    db,
    sql`
      select p.id, p.created_at
      from postyard_posts p
      where ${ofTenants(filter.tenants, sql`p.tenant_id`)} and p.deleted_at is null
        ${onlyWithin(sql`p.created_at`, filter)}
        ${
          channel === undefined
            ? sql``
            : sql`and exists (
                select from postyard_posts_rels r
                where r.parent_id = p.id and r.path = 'channels' and r.postyard_channels_id = ${channel})`
        }
        ${
          deliveryState === undefined
            ? sql``
            : sql`and exists (
                select from postyard_deliveries d
                where d.post_id = p.id and d.tenant_id = p.tenant_id ${onlyIn(sql`d.state`, deliveryState)})`
        }
        ${onlyBehind('p', after)}
      order by p.created_at desc, p.id desc
      limit ${filter.limit + 1}`,
  )
