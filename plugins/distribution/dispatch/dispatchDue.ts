import type { Payload } from 'payload'
import { enqueueJobs, readBacklog, readStanding } from 'postyard/durable-jobs'
import { changeState, type Reason, system } from '../model/changeState.ts'
import { type Db, type ID, inTransaction, rows, sql } from '../model/database.ts'
import { after, fireAt, patience } from '../model/deadlines.ts'
import {
  isHeldByPlan,
  isWaitingForMedia,
  isWaitingForTime,
  partlyCode,
  reasons,
  sameContentCode,
} from '../model/reasons.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import { makeJobs, type Waking } from './makeJobs.ts'
import { catchingUpCode, caughtUp, isOverdue } from './overdue.ts'
import { lateWake, taskSlugs, wakeTask } from './wakeTask.ts'

type Args = {
  payload: Payload
  now: Date
  /** Everything that wants to wake before this is woken. */
  until: Date
  /** Only these, where the caller has just moved them; else all that are due, but for what is long overdue. */
  ids?: ID[]
  /** A transaction to join. */
  db?: Db
  limit?: number
}

/**
 * Where something is long overdue, whatever is late on its channel waits for `spaceOverdue` to give it a turn; perhaps
 * that is another process's, which is at it right now.
 */
const isLateBehindOverdue = (now: Date) => sql`
  d.state = 'scheduled' and coalesce(d.next_attempt_at, d.scheduled_at) <= ${now.toISOString()}
    and d.channel_id in (
      select overdue.channel_id from postyard_deliveries overdue
      where overdue.wake_at <= ${now.toISOString()} and ${isOverdue({ now, of: 'overdue' })}
    )`

const lockDue = async (args: Args & { db: Db }): Promise<DeliveryRow[]> => {
  const { db, now, until, ids, limit = 2000 } = args
  const found = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)}
      from postyard_deliveries d
      where d.wake_at <= ${until.toISOString()}
        ${ids === undefined ? sql`and not (${isLateBehindOverdue(now)})` : sql`and d.id = any(${sql.param(ids)})`}
      order by d.wake_at
      limit ${limit}
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

/**
 * Held until a time that is known now: they go on at that time. Returns them as they are, to be queued like all that
 * fall due.
 */
const releaseWaiting = (db: Db, held: DeliveryRow[], now: Date): Promise<DeliveryRow[]> => {
  const deadlineAt = after(now, patience.held)
  return changeState({
    db,
    tenant: 'all',
    ids: held.map((row) => row.id),
    from: ['held'],
    to: 'scheduled',
    reason: reasons.waitOver,
    actor: system,
    sets: held.map((row) => ({ nextAttemptAt: row.wake_at, deadlineAt })),
  })
}

const setWake = (db: Db, woken: DeliveryRow[], wakeAt: Date) =>
  db.execute(sql`
    update postyard_deliveries set wake_at = ${wakeAt.toISOString()}
    where id = any(${sql.param(woken.map((row) => row.id))})`)

/** What waits for another attempt keeps the reason of the last one until its moment: its reader wants to know why it waits. */
const queueReason = (row: DeliveryRow, now: Date): Reason => {
  if (row.reason_code === catchingUpCode) return caughtUp
  const isAgain = row.attempt > 0 || [partlyCode, sameContentCode].includes(row.reason_code ?? '')
  const isRetry = isAgain && row.next_attempt_at !== null && row.next_attempt_at > now
  return isRetry && row.reason_code !== null && row.reason !== null
    ? { code: row.reason_code, message: row.reason }
    : reasons.queued
}

/** Its job comes at its moment, and another one where that was lost. */
const queueUp = (db: Db, due: DeliveryRow[], now: Date, reason: Reason) => {
  const moment = sql`greatest(coalesce(next_attempt_at, scheduled_at), ${now.toISOString()}::timestamptz)`
  return changeState({
    db,
    tenant: 'all',
    ids: due.map((row) => row.id),
    from: ['scheduled'],
    to: 'queued',
    reason,
    actor: system,
    set: {
      wakeAt: sql`${moment} + ${`${patience.wake} milliseconds`}::interval`,
      deadlineAt: sql`${moment} + interval '1 day'`,
    },
  })
}

/**
 * Leaves out what was woken before where workers are so far behind with the tenant's jobs of that task that those still
 * stand: a further one for each row, every two minutes, would only put all of them off.
 */
const withoutStanding = async (args: {
  payload: Payload
  db: Db
  wakings: Waking[]
  now: Date
}): Promise<Waking[]> => {
  const { wakings, now } = args
  const isAgain = ({ row, at }: Waking) => row.state !== 'scheduled' && at <= now
  if (!wakings.some(isAgain)) return wakings
  const dueBefore = after(now, -patience.wake)
  const found = await readBacklog({ ...args, queue: 'distribution', dueBefore })
  const behind = new Set(found.map(({ task, group }) => `${task} ${group}`))
  return wakings.filter(
    (one) => !isAgain(one) || !behind.has(`${one.wake.slug} ${one.row.tenant_id}`),
  )
}

/** Leaves out those whose pictures and videos a job is to make already: making them may take much longer than a wake. */
const withoutMaking = async (args: {
  payload: Payload
  db: Db
  wakings: Waking[]
}): Promise<Waking[]> => {
  const { wakings } = args
  const isMaking = ({ wake }: Waking) => wake.slug === taskSlugs.render
  const standing = await readStanding({
    ...args,
    queue: 'media-processing',
    task: taskSlugs.render,
    field: 'delivery',
    values: wakings.filter(isMaking).map(({ row }) => String(row.id)),
  })
  return wakings.filter((one) => !isMaking(one) || !standing.has(String(one.row.id)))
}

/** What a row wants that waits for pictures or videos and whose time has come without them. */
const lateWaking = (row: DeliveryRow, until: Date): Waking[] =>
  isWaitingForMedia(row) && row.media_late_at !== null && row.media_late_at <= until
    ? [{ row, wake: lateWake, at: row.media_late_at }]
    : []

/**
 * Wakes what wants to wake before `until`, in one transaction: rows that fall due become `queued`, and for each row
 * the job of its state is enqueued for its exact moment. Rows that another process is waking are passed over, so
 * any number of processes may do this at once. What is long overdue is left to `spaceOverdue`.
 *
 * A job is only a wake-up call. Each row is given a time by which its job should have been done; where it was not,
 * the row wakes again.
 *
 * Returns how many rows were woken.
 */
export const dispatchDue = async (args: Args): Promise<number> => {
  const work = async (db: Db): Promise<number> => {
    const locked = await lockDue({ ...args, db })
    if (locked.length === 0) return 0
    const { now, until } = args
    const released = await releaseWaiting(db, locked.filter(isWaitingForTime), now)
    const woken = [
      ...locked.filter((row) => !isWaitingForTime(row)),
      // Its plan was paused meanwhile.
      ...released.filter((row) => !isHeldByPlan(row)),
    ]
    const held = woken.filter((row) => row.state === 'held' && !isWaitingForMedia(row))
    if (held.length > 0) await releaseHeld(db, held, now)

    const due = woken.filter((row) => row.state === 'scheduled' && fireAt(row) <= until)
    const dueIds = new Set(due.map((row) => row.id))
    const alike = Map.groupBy(due, (row) => queueReason(row, now).message)
    for (const some of alike.values()) {
      const [first] = some
      if (first) await queueUp(db, some, now, queueReason(first, now))
    }
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
        set wake_at = least(
          greatest(wake_at, ${now.toISOString()}::timestamptz) + ${`${patience.wake} milliseconds`}::interval,
          case when state = 'held' and media_late_at > ${until.toISOString()}::timestamptz then media_late_at end)
        where id = any(${sql.param(others.map((row) => row.id))})`)
    }
    const wakings = woken.flatMap((row) => {
      const isDue = dueIds.has(row.id)
      const wake = wakeTask(row, isDue)
      const at = isDue ? fireAt(row) : (row.wake_at ?? now)
      return [...(wake ? [{ row, wake, at }] : []), ...lateWaking(row, until)]
    })
    const { payload } = args
    const making = await withoutMaking({ payload, db, wakings })
    const wanted = await withoutStanding({ payload, db, wakings: making, now })
    await enqueueJobs({ payload, db, jobs: makeJobs(wanted, now) })
    return woken.length
  }
  if (args.db) return work(args.db)
  return inTransaction({ payload: args.payload }, ({ db }) => work(db))
}
