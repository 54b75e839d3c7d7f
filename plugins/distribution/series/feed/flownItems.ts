import { contentOfDelivery } from '../../model/contentOfDelivery.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { PlanContent } from '../../model/planContent.ts'

/** An item as it went out last. */
export type FlownItem = { item: string; at: Date; content: PlanContent }

type Flown = { item: string; delivery: string; at: string | Date }

/** So many of the newest take-offs are looked through: an item has one for each of its channels, and may fly again. */
const mostTakeOffs = 500

/** What a series took off with last, by the ids of items and deliveries as text. */
const readTakeOffs = ({ db, tenant, series }: { db: Db; tenant: ID; series: ID }) =>
  rows<Flown>(
    db,
    sql`
      select item_id::text as item, delivery_id as delivery, at
      from postyard_series_flown
      where series_id = ${String(series)} and tenant = ${String(tenant)}
      order by at desc, item_id
      limit ${mostTakeOffs}`,
  )

/** What those of the deliveries say that are out, by their ids as text. Those whose post lies in the bin are left out. */
const readSaid = async (db: Db, tenant: ID, deliveries: string[]) => {
  const found = await rows<{ id: string; content: PlanContent }>(
    db,
    sql`
      select d.id::text as id, ${contentOfDelivery} as content
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      join postyard_posts o on o.id = d.post_id and o.tenant_id = d.tenant_id and o.deleted_at is null
      where d.id = any(${sql.param(deliveries)}) and d.tenant_id = ${tenant}
        and d.state in ('published', 'dispatched')`,
  )
  return new Map(found.map(({ id, content }) => [id, content]))
}

/** What a series has flown, the newest first: each item once, as it said when it took off last. */
export const readFlownItems = async (args: {
  db: Db
  tenant: ID
  series: ID
  limit: number
}): Promise<FlownItem[]> => {
  const { db, tenant, limit } = args
  const takeOffs = await readTakeOffs(args)
  if (takeOffs.length === 0) return []
  const said = await readSaid(
    db,
    tenant,
    takeOffs.map(({ delivery }) => delivery),
  )
  const newest = new Map<string, FlownItem>()
  for (const { item, delivery, at } of takeOffs) {
    const content = said.get(delivery)
    if (content && !newest.has(item)) newest.set(item, { item, at: new Date(at), content })
  }
  return [...newest.values()].slice(0, limit)
}
