import type { Payload } from 'payload'
import { type ID, poolOf, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { tableOf } from '../model/tableOf.ts'
import { settingsOf } from '../settings.ts'

const day = 24 * 60 * 60_000

/** For so long a content is known after the last plan that brought it, and nothing of it is still to go. */
const keptMs = 90 * day

/** For so long it is known when it went out: longer than any gap. */
const effectsMs = 2 * day

/**
 * Forgets what keeps nothing apart any more: contents that nobody has planned for a long time, of which nothing is still to
 * go nor can be sent out anew, when others went out, and looks of files that are gone. What is planned or sent out anew later is noted anew.
 */
export const pruneContents = async (args: {
  payload: Payload
  tenant: ID
  now: Date
}): Promise<void> => {
  const { payload, tenant, now } = args
  const db = poolOf(payload)
  const own = String(tenant)
  const files = sql.identifier(tableOf(payload, settingsOf(payload).mediaSlug))
  await db.execute(sql`
    delete from postyard_content_effects
    where tenant = ${own} and ends_by < ${after(now, -effectsMs).toISOString()}`)
  await db.execute(sql`
    with old as (
      delete from postyard_contents c
      where c.tenant = ${own} and c.seen_at < ${after(now, -keptMs).toISOString()}
        and not exists (
          select 1 from postyard_content_plans cp
          join postyard_deliveries d on d.plan_id = cp.plan and d.tenant_id = ${tenant}
          where cp.content = c.id and d.state not in ('published', 'dispatched', 'skipped', 'cancelled'))
        and not exists (select 1 from postyard_content_effects e where e.content = c.id)
      returning c.id
    ), unplanned as (
      delete from postyard_content_plans cp using old where cp.content = old.id
    )
    delete from postyard_content_marks m using old where m.content = old.id`)
  await db.execute(sql`
    delete from postyard_looks l
    where l.tenant = ${own} and not exists (select 1 from ${files} f where f.id::text = l.media)`)
}
