import { type Actor, changeState } from '../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after, later, patience } from '../model/deadlines.ts'
import { neededRenditions } from '../model/neededRenditions.ts'
import { isHeldAsMaybeOut, reasons } from '../model/reasons.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import type { Settings } from '../options.ts'
import { holdForMedia, sendOn } from './awaitMedia.ts'

type Args = {
  db: Db
  settings: Settings
  post: { id: ID; tenant: ID }
  actor: Actor
  now: Date
}

type Found = DeliveryRow & { is_made: boolean }

const lock = async ({ db, post }: Args): Promise<Found[]> => {
  const found = await rows<Record<string, unknown> & { is_made: boolean }>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)},
        not exists (
          select 1 from unnest(${neededRenditions}) needed
          left join postyard_renditions r
            on r.id::text = needed and r.tenant_id = d.tenant_id and r.state = 'ready'
          where r.id is null
        ) as is_made
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.post_id = ${post.id} and d.tenant_id = ${post.tenant}
        and d.state in ('held', 'scheduled', 'queued')
      order by d.id
      for update of d`,
  )
  return found.map((raw) => ({ ...toDeliveryRow(raw), is_made: raw.is_made }))
}

/**
 * Holds all that has not been sent of a post that is put into the bin, whatever else it waits for: nothing of it goes
 * out until the post is restored. In the caller's transaction.
 */
export const holdBinned = async (args: Args): Promise<void> => {
  const { db, post, actor, now } = args
  const found = await lock(args)
  const held = found.filter((row) => row.state === 'held' && !isHeldAsMaybeOut(row))
  await db.execute(sql`
    update postyard_deliveries
    set reason_code = ${reasons.binned.code}, reason = ${reasons.binned.message}, wake_at = null,
        updated_at = clock_timestamp()
    where id = any(${sql.param(held.map(({ id }) => id))}) and tenant_id = ${post.tenant} and state = 'held'`)
  const latest = found.map((row) => row.scheduled_at).reduce(later, now)
  await changeState({
    db,
    tenant: post.tenant,
    ids: found.filter(({ state }) => state !== 'held').map(({ id }) => id),
    from: ['scheduled', 'queued'],
    to: 'held',
    reason: reasons.binned,
    actor,
    set: { wakeAt: null, deadlineAt: after(latest, patience.held) },
  })
}

/** Lets what the bin held go on: to its time, or to wait for its picture or video. Returns their ids. */
export const releaseBinned = async (args: Args): Promise<ID[]> => {
  const found = (await lock(args)).filter((row) => row.reason_code === reasons.binned.code)
  const { tenant } = args.post
  await holdForMedia({ ...args, tenant, deliveries: found.filter((row) => !row.is_made) })
  await sendOn({ ...args, tenant, deliveries: found.filter((row) => row.is_made) })
  return found.map(({ id }) => id)
}
