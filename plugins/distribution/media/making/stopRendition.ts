import type { Payload } from 'payload'
import { wakeSoon } from '../../dispatch/wakeSoon.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { neededRenditions } from '../../model/neededRenditions.ts'
import { reasons } from '../../model/reasons.ts'
import type { RenditionState } from '../renditions.ts'
import { tellWaiting } from './waiting.ts'

type Args = { payload: Payload; db: Db; tenant: ID; id: ID }

/** How a rendition stands, for an answer. */
export type Standing = {
  id: ID
  kind: 'card' | 'video' | 'conversion'
  state: RenditionState
  progress: number
  reason: string | null
}

const columns = sql.raw('id, kind, state, progress::int as progress, reason')

export const readStanding = async ({ db, tenant, id }: Args): Promise<Standing | undefined> =>
  (
    await rows<Standing>(
      db,
      sql`select ${columns} from postyard_renditions where id = ${id} and tenant_id = ${tenant}`,
    )
  )[0]

/**
 * Stops the making of a file, or keeps it from being begun: whoever makes it sees that within about a second, and leaves
 * nothing behind. The deliveries that wait for it say so. Undefined where it is neither waiting nor being made.
 */
export const stopRendition = async (
  args: Args & { by: string },
): Promise<(Standing & { waiting: number }) | undefined> => {
  const { payload, db, tenant, id, by } = args
  const reason = `${by} stopped it.`
  const [stopped] = await rows<Standing>(
    db,
    sql`
      update postyard_renditions
      set state = 'cancelled', reason = ${reason}, progress = 0, lease_until = null,
          updated_at = clock_timestamp()
      where id = ${id} and tenant_id = ${tenant} and state in ('pending', 'rendering')
      returning ${columns}`,
  )
  if (!stopped) return undefined
  const told = await tellWaiting({
    payload,
    db,
    tenant,
    rendition: id,
    reason: `${by} stopped making its picture or video. Have it made again, publish now, or cancel this.`,
    wakeAt: null,
  })
  return { ...stopped, waiting: told.length }
}

/**
 * Has a file made that failed, was stopped or was removed: its tries count anew, and what waits for it is woken. Undefined
 * where it is being made or is ready.
 */
export const makeAgain = async (
  args: Args & { now: Date },
): Promise<(Standing & { waiting: number }) | undefined> => {
  const { payload, db, tenant, id, now } = args
  const [again] = await rows<Standing>(
    db,
    sql`
      update postyard_renditions
      set state = 'pending', reason = null, progress = 0, attempt = 0, updated_at = clock_timestamp()
      where id = ${id} and tenant_id = ${tenant} and state in ('pending', 'failed', 'cancelled', 'removed')
      returning ${columns}`,
  )
  if (!again) return undefined
  const { renderPending } = reasons
  const told = await tellWaiting({
    payload,
    db,
    tenant,
    rendition: id,
    code: renderPending.code,
    reason: renderPending.message,
    wakeAt: now,
  })
  await wakeSoon({ payload, db, now, ids: told })
  return { ...again, waiting: told.length }
}

/** As `makeAgain` for all that one delivery shows and that failed or was stopped; the caller wakes it. */
export const makeAllAgain = async (args: { db: Db; tenant: ID; delivery: ID }): Promise<void> => {
  await args.db.execute(sql`
    update postyard_renditions r
    set state = 'pending', reason = null, progress = 0, attempt = 0, updated_at = clock_timestamp()
    from postyard_deliveries d
    join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
    where d.id = ${args.delivery} and d.tenant_id = ${args.tenant} and r.tenant_id = d.tenant_id
      and r.id::text = any(${neededRenditions}) and r.state in ('failed', 'cancelled')`)
}
