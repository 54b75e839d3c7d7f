import { contentOfDelivery } from '../../model/contentOfDelivery.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { PlanContent } from '../../model/planContent.ts'

/** What is to be known of a delivery besides its row, to judge whether it may leave. */
export type Said = {
  content: Pick<PlanContent, 'title' | 'excerpt' | 'policies' | 'media' | 'rendition' | 'parts'>
  /** Whether the post may have gone out on the channel by another delivery. */
  isRepeat: boolean
  /** To which the post belongs now. */
  series: string | null
}

/** Reads what deliveries of a tenant are to say, by their ids as text. */
export const readSaid = async (args: {
  db: Db
  tenant: ID
  ids: ID[]
}): Promise<Map<string, Said>> => {
  const { db, tenant, ids } = args
  const found = await rows<Said & { id: ID }>(
    db,
    sql`
      select d.id, ${contentOfDelivery} as content,
        exists (
          select 1 from postyard_deliveries o
          where o.post_id = d.post_id and o.channel_id = d.channel_id and o.tenant_id = d.tenant_id
            and o.id <> d.id and o.state in ('published', 'dispatched', 'submitted', 'unknown')
        ) as "isRepeat",
        (
          select nullif(btrim(post.series), '') from postyard_posts post
          where post.id = d.post_id and post.tenant_id = d.tenant_id
        ) as series
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.id = any(${sql.param(ids)}) and d.tenant_id = ${tenant}`,
  )
  return new Map(found.map(({ id, ...said }) => [String(id), said]))
}
