import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { tableOf } from '../../model/tableOf.ts'
import { settingsOf } from '../../settings.ts'
import { milliseconds, windowMs } from './budgetRules.ts'

/** How many other tenants of an organisation have deliveries due within the hour that are not staged yet. */
export const countRivals = async (args: {
  payload: Payload
  db: Db
  organisation: string
  tenant: ID
}): Promise<number> => {
  const { payload, db, organisation, tenant } = args
  const tenants = sql.identifier(tableOf(payload, settingsOf(payload).tenantsSlug))
  const soon = sql`clock_timestamp() + ${milliseconds(windowMs)}`
  const [found] = await rows<{ count: number }>(
    db,
    sql`
      select count(*)::int as count
      from ${tenants} t
      where t.postiz_key_fingerprint = ${organisation} and t.id <> ${tenant}
        and exists (
          select from postyard_deliveries d
          where d.tenant_id = t.id and d.kind = 'postiz' and d.state in ('scheduled', 'queued')
            and d.draft_state <> 'staged' and d.wake_at <= ${soon}
            and coalesce(d.next_attempt_at, d.scheduled_at) <= ${soon}
        )`,
  )
  return found?.count ?? 0
}
