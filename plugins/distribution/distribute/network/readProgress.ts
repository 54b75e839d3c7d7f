import type { Place } from '../../cursor.ts'
import { onlyIn } from '../../listedTenants.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../../model/rows.ts'
import type { DeliveryState } from '../../model/states.ts'

/** A delivery of a plan with what it was planned as. */
export type ProgressRow = {
  row: DeliveryRow
  plannedAt: Date
  channel: { name: string; platform: string | null; timezone: string | null }
}

type Raw = Record<string, unknown> & {
  planned_at: string | Date
  channel_name: string
  platform: string | null
  timezone: string | null
}

/** A page of the deliveries of a plan and one more, in the order in which they were planned. */
export const readProgress = async (
  db: Db,
  args: {
    plan: { id: ID; tenant: ID }
    state?: readonly DeliveryState[]
    after?: Place
    limit: number
  },
): Promise<ProgressRow[]> => {
  const { plan, state, after, limit } = args
  const planned = sql`coalesce(d.planned_at, d.created_at)`
  const found = await rows<Raw>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)}, ${planned} as planned_at,
        c.name as channel_name, c.platform, nullif(c.timezone, '') as timezone
      from postyard_deliveries d
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      where d.plan_id = ${plan.id} and d.tenant_id = ${plan.tenant} ${onlyIn(sql`d.state`, state)}
        ${after === undefined ? sql`` : sql`and (${planned}, d.id) > (${after.at.toISOString()}, ${after.ids[0]})`}
      order by ${planned}, d.id
      limit ${limit + 1}`,
  )
  return found.map((raw) => ({
    row: toDeliveryRow(raw),
    plannedAt: new Date(raw.planned_at),
    channel: { name: raw.channel_name, platform: raw.platform, timezone: raw.timezone },
  }))
}
