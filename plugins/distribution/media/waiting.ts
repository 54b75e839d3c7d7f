import type { Payload } from 'payload'
import { type Db, type ID, parseId, poolOf, rows, sql } from '../model/database.ts'
import { neededRenditions } from '../model/neededRenditions.ts'
import { mediaFailedCode, reasons } from '../model/reasons.ts'

const codes = sql.raw(`'${reasons.renderPending.code}', '${mediaFailedCode}'`)

/** Deliveries that are held for pictures or videos; the index of the same condition finds them among all others. */
const isWaiting = sql`d.state = 'held' and d.reason_code in (${codes})`

type Waiting = { id: ID; fence: number; needed: string[] }

const readWaiting = (args: {
  db: Db
  tenant: ID
  rendition?: ID
  delivery?: ID
}): Promise<Waiting[]> => {
  const { db, tenant, rendition, delivery } = args
  return rows<Waiting>(
    db,
    sql`
      select w.id, w.fence, w.needed
      from (
        select d.id, d.fence::int as fence, ${neededRenditions} as needed
        from postyard_deliveries d
        join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
        where d.tenant_id = ${tenant} and ${isWaiting}
          ${delivery === undefined ? sql`` : sql`and d.id = ${delivery}`}
      ) w
      where ${rendition === undefined ? sql`true` : sql`${String(rendition)} = any(w.needed)`}`,
  )
}

/** The renditions for which a delivery waits, made or not, in a steady order. */
export const readNeeded = async (args: {
  payload: Payload
  tenant: ID
  delivery: ID
}): Promise<ID[]> => {
  const { payload } = args
  const [waiting] = await readWaiting({ ...args, db: poolOf(payload) })
  return (waiting?.needed ?? []).toSorted().flatMap((id) => parseId(payload, id) ?? [])
}

/**
 * Those of a tenant that wait, of those that show one rendition or of one alone: which of them have all of theirs
 * by now, each with the fence under which that is so: an edit of the post may want others.
 */
export const findReady = async (args: {
  payload: Payload
  db: Db
  tenant: ID
  rendition?: ID
  delivery?: ID
}): Promise<Pick<Waiting, 'id' | 'fence'>[]> => {
  const { payload, db, tenant } = args
  const waiting = await readWaiting(args)
  const needed = [...new Set(waiting.flatMap((row) => row.needed))]
  const made = await rows<{ id: ID }>(
    db,
    sql`
      select id from postyard_renditions
      where id = any(${sql.param(needed.flatMap((id) => parseId(payload, id) ?? []))})
        and tenant_id = ${tenant} and state = 'ready'`,
  )
  const ready = new Set(made.map(({ id }) => String(id)))
  return waiting.filter((row) => row.needed.every((id) => ready.has(id)))
}

/** Puts a reason on all that wait for one rendition, and when it is looked at again. */
export const tellWaiting = async (args: {
  payload: Payload
  tenant: ID
  rendition: ID
  reason: string
  wakeAt: Date | null
}): Promise<void> => {
  const { payload, tenant, rendition, reason, wakeAt } = args
  await poolOf(payload).execute(sql`
    update postyard_deliveries d
    set reason_code = ${mediaFailedCode}, reason = ${reason}, wake_at = ${wakeAt?.toISOString() ?? null},
        updated_at = clock_timestamp()
    from postyard_plans p
    where p.id = d.plan_id and p.tenant_id = d.tenant_id and d.tenant_id = ${tenant} and ${isWaiting}
      and ${String(rendition)} = any(${neededRenditions})`)
}
