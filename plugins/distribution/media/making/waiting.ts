import type { Payload } from 'payload'
import { type Db, type ID, parseId, poolOf, rows, sql } from '../../model/database.ts'
import { neededRenditions } from '../../model/neededRenditions.ts'
import { mediaFailedCode, reasons } from '../../model/reasons.ts'

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

/** Whether a delivery still waits for a rendition, or a person does: what nobody waits for need not be made. */
export const isNeeded = async (args: { db: Db; tenant: ID; rendition: ID }): Promise<boolean> => {
  const [found] = await rows<{ is_needed: boolean }>(
    args.db,
    sql`
      select exists (
        select 1 from postyard_deliveries d
        join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
        where d.tenant_id = ${args.tenant} and ${isWaiting}
          and ${String(args.rendition)} = any(${neededRenditions})
      ) or exists (
        select 1 from postyard_renditions r
        where r.id = ${args.rendition} and r.tenant_id = ${args.tenant} and r.wanted_until > clock_timestamp()
      ) as is_needed`,
  )
  return found?.is_needed === true
}

/**
 * The delivery of a tenant that is due soonest of those whose pictures or videos somebody can begin now; with `before`, of
 * those that are due before that one. Undefined where there is none. Ahead of its time by more than `leadMinutes` nothing is
 * made.
 */
export const findSoonest = async (args: {
  db: Db
  tenant: ID
  before?: ID | undefined
  except: ID[]
  now: Date
  leadMinutes: number
}): Promise<ID | undefined> => {
  const { db, tenant, before, except, now } = args
  const [soonest] = await rows<{ id: ID }>(
    db,
    sql`
      select d.id
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.tenant_id = ${tenant} and ${isWaiting}
        and d.reason_code = ${reasons.renderPending.code}
        and d.id <> all(${sql.param(except)})
        ${
          before === undefined
            ? sql``
            : sql`and d.scheduled_at < (
                select o.scheduled_at from postyard_deliveries o
                where o.id = ${before} and o.tenant_id = ${tenant}
              )`
        }
        and d.scheduled_at <= ${now.toISOString()}::timestamptz + ${`${args.leadMinutes} minutes`}::interval
        and exists (
          select 1 from postyard_renditions r
          where r.tenant_id = ${tenant} and r.id::text = any(${neededRenditions})
            and (r.state in ('pending', 'removed')
              or (r.state = 'rendering' and r.lease_until < ${now.toISOString()}))
        )
      order by d.scheduled_at, d.id
      limit 1`,
  )
  return soonest?.id
}

/** The renditions that a delivery shows and that are not made. */
export const findNotReady = async (args: {
  db: Db
  tenant: ID
  delivery: ID
}): Promise<string[]> => {
  const [found] = await rows<{ missing: string[] }>(
    args.db,
    sql`
      select array(
        select needed from unnest(${neededRenditions}) needed
        where not exists (
          select 1 from postyard_renditions r
          where r.id::text = needed and r.tenant_id = d.tenant_id and r.state = 'ready'
        )
        order by needed
      ) as missing
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.id = ${args.delivery} and d.tenant_id = ${args.tenant}`,
  )
  return found?.missing ?? []
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

/** Lets a delivery that waits for what cannot be made be woken no more, but when it counts as late. */
export const letRest = async (args: {
  payload: Payload
  tenant: ID
  delivery: ID
}): Promise<void> => {
  await poolOf(args.payload).execute(sql`
    update postyard_deliveries d set wake_at = media_late_at
    where d.id = ${args.delivery} and d.tenant_id = ${args.tenant} and ${isWaiting}`)
}

/**
 * Puts a reason on all that wait for one rendition, and when it is looked at again; at the latest when it counts as late.
 * With `delivery`, on that one alone.
 */
export const tellWaiting = async (args: {
  payload: Payload
  tenant: ID
  rendition: ID
  reason: string
  wakeAt: Date | null
  delivery?: ID
  /** @default that of a failure */
  code?: string
  db?: Db
}): Promise<ID[]> => {
  const { payload, tenant, rendition, reason, wakeAt, delivery, db = poolOf(payload) } = args
  const code = args.code ?? mediaFailedCode
  const told = await rows<{ id: ID }>(
    db,
    sql`
    update postyard_deliveries d
    set reason_code = ${code}, reason = ${reason},
        wake_at = least(${wakeAt?.toISOString() ?? null}::timestamptz, d.media_late_at),
        updated_at = clock_timestamp()
    from postyard_plans p
    where p.id = d.plan_id and p.tenant_id = d.tenant_id and d.tenant_id = ${tenant} and ${isWaiting}
      ${delivery === undefined ? sql`` : sql`and d.id = ${delivery}`}
      and ${String(rendition)} = any(${neededRenditions})
    returning d.id`,
  )
  return told.map(({ id }) => id)
}
