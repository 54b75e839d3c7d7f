import type { Payload } from 'payload'
import { enqueueJobs } from 'postyard/durable-jobs'
import { changeState, system } from '../model/changeState.ts'
import { type Db, type ID, inTransaction, rows, sql } from '../model/database.ts'
import { after, fireAt, later, patience } from '../model/deadlines.ts'
import { isWaitingForMedia, reasons } from '../model/reasons.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import { wakeTask } from './wakeTask.ts'

type Args = {
  payload: Payload
  now: Date
  /** Everything that wants to wake before this is woken. */
  until: Date
  /** Only these, where the caller has just moved them; else all that are due. */
  ids?: ID[]
  /** A transaction to join. */
  db?: Db
  limit?: number
}

const lockDue = async (args: Args & { db: Db }): Promise<DeliveryRow[]> => {
  const found = await rows<Record<string, unknown>>(
    args.db,
    sql`
      select ${sql.raw(deliveryColumns)}
      from postyard_deliveries d
      where d.wake_at <= ${args.until.toISOString()}
        ${args.ids === undefined ? sql`` : sql`and d.id = any(${sql.param(args.ids)})`}
      order by d.wake_at
      limit ${args.limit ?? 2000}
      for update skip locked`,
  )
  return found.map(toDeliveryRow)
}

/** Held for their channel: those whose channel is open again go on. */
const releaseHeld = async (db: Db, held: DeliveryRow[], now: Date): Promise<void> => {
  const open = await rows<{ id: ID }>(
    db,
    sql`
      select d.id
      from postyard_deliveries d
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      where d.id = any(${sql.param(held.map((row) => row.id))}) and c.state in ('active', 'limited')`,
  )
  const openIds = new Set(open.map((row) => String(row.id)))
  const freed = held.filter((row) => openIds.has(String(row.id)))
  await changeState({
    db,
    tenant: 'all',
    ids: freed.map((row) => row.id),
    from: ['held'],
    to: 'scheduled',
    reason: reasons.channelBack,
    actor: system,
    set: {
      wakeAt: sql`coalesce(next_attempt_at, scheduled_at)`,
      deadlineAt: after(now, patience.held),
    },
  })
  const still = held.filter((row) => !openIds.has(String(row.id)))
  if (still.length > 0) {
    await setWake(db, still, after(now, patience.recheck))
  }
}

const setWake = (db: Db, woken: DeliveryRow[], wakeAt: Date) =>
  db.execute(sql`
    update postyard_deliveries set wake_at = ${wakeAt.toISOString()}
    where id = any(${sql.param(woken.map((row) => row.id))})`)

/**
 * Wakes what wants to wake before `until`, in one transaction: rows that fall due become `queued`, and for each row
 * the job of its state is enqueued for its exact moment. Rows that another process is waking are passed over, so
 * any number of processes may do this at once.
 *
 * A job is only a wake-up call. Each row is given a time by which its job should have been done; where it was not,
 * the row wakes again.
 *
 * Returns how many rows were woken.
 */
export const dispatchDue = async (args: Args): Promise<number> => {
  const work = async (db: Db): Promise<number> => {
    const woken = await lockDue({ ...args, db })
    if (woken.length === 0) return 0
    const { now, until } = args
    const held = woken.filter((row) => row.state === 'held' && !isWaitingForMedia(row))
    if (held.length > 0) await releaseHeld(db, held, now)

    const due = woken.filter((row) => row.state === 'scheduled' && fireAt(row) <= until)
    const dueIds = new Set(due.map((row) => row.id))
    await changeState({
      db,
      tenant: 'all',
      ids: [...dueIds],
      from: ['scheduled'],
      to: 'queued',
      reason: reasons.queued,
      actor: system,
      set: {
        wakeAt: sql`greatest(coalesce(next_attempt_at, scheduled_at), ${now.toISOString()}::timestamptz)
          + ${`${patience.wake} milliseconds`}::interval`,
        deadlineAt: sql`greatest(coalesce(next_attempt_at, scheduled_at), ${now.toISOString()}::timestamptz)
          + interval '1 day'`,
      },
    })
    const ahead = woken.filter((row) => row.state === 'scheduled' && !dueIds.has(row.id))
    if (ahead.length > 0) {
      await db.execute(sql`
        update postyard_deliveries set wake_at = coalesce(next_attempt_at, scheduled_at)
        where id = any(${sql.param(ahead.map((row) => row.id))})`)
    }
    const others = woken.filter((row) => row.state !== 'scheduled' && !held.includes(row))
    if (others.length > 0) {
      await db.execute(sql`
        update postyard_deliveries
        set wake_at = greatest(wake_at, ${now.toISOString()}::timestamptz) + ${`${patience.wake} milliseconds`}::interval
        where id = any(${sql.param(others.map((row) => row.id))})`)
    }
    const jobs = woken.flatMap((row) => {
      const task = wakeTask(row, dueIds.has(row.id))
      if (!task) return []
      const at = dueIds.has(row.id) ? fireAt(row) : (row.wake_at ?? now)
      return [
        {
          task: task.slug,
          queue: task.queue,
          input: { delivery: row.id, tenant: row.tenant_id },
          waitUntil: later(at, now),
        },
      ]
    })
    if (jobs.length > 0) await enqueueJobs({ payload: args.payload, db, jobs })
    return woken.length
  }
  if (args.db) return work(args.db)
  return inTransaction({ payload: args.payload }, ({ db }) => work(db))
}
