import type { Loaded } from '../deliver/loadDelivery.ts'
import { workerName } from '../deliver/workerName.ts'
import { type ID, rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { type Closing, closeReceipt, openReceipt } from '../model/receipts.ts'
import { backOff, mostTries } from './backOff.ts'
import { mailTask } from './mailTask.ts'
import { noticeOf } from './noticeOf.ts'
import { type OpenTask, type PendingPush, quietOf, readOpenTask, setWake } from './openTasks.ts'
import { quietEnd } from './quietHours.ts'
import { dropTokens, readDevices } from './readDevices.ts'
import { type DeviceResult, sendToDevices } from './sendToDevices.ts'

/** For how long a push is one worker's, in milliseconds; a worker that is killed leaves it to another after that. */
const holdMs = 60_000

type Args = { loaded: Loaded; now: Date; random: () => number }

type Task = OpenTask & { push: PendingPush }

/** Takes what is to be said now, for one of any number of workers. */
const takePush = async ({ loaded, now }: Args): Promise<Task | undefined> => {
  const { db, row } = loaded
  const taken = await rows(
    db,
    sql`
      update postyard_assist_tasks set push_held_until = ${after(now, holdMs).toISOString()}
      where delivery_id = ${row.id} and tenant_id = ${row.tenant_id}
        and ${row.state === 'expired' ? sql`outcome = 'expired'` : sql`outcome is null`}
        and (push->>'at')::timestamptz <= ${after(now, 1_000).toISOString()}
        and (push_held_until is null or push_held_until <= ${now.toISOString()})
      returning id`,
  )
  if (taken.length === 0) return undefined
  const isLate = row.state === 'expired'
  const task = await readOpenTask({ db, tenant: row.tenant_id, delivery: row.id, isLate })
  return task?.push ? { ...task, push: task.push } : undefined
}

/**
 * Says what is to be said about an open task to the phones of those whom it is for, and writes the receipt of it.
 * What did not get through to a phone is said again to that one; where none can be reached, a mail goes out. A worker
 * that is killed in between leaves it to the next: a phone may be told twice, which it shows once, and never not at all.
 *
 * Returns whether there was anything to be said.
 */
export const pushTask = async (args: Args): Promise<boolean> => {
  const { loaded, now, random } = args
  const { db, row } = loaded
  const quietUntil = quietEnd(quietOf(loaded.tenant), now)
  const task = await takePush(args)
  if (!task) return false
  if (quietUntil) {
    await settlePush(args, task, { ...task.push, at: quietUntil.toISOString() })
    return false
  }
  const receipt = await openReceipt({ db, delivery: row, action: 'push', by: workerName() })
  const { closing, left, retryAfterMs } = await send(args, task).catch((err: unknown) =>
    failToSend(loaded, err),
  )
  const attempt = task.push.attempt + 1
  const isAgain = left.length > 0 && attempt < mostTries
  const outcome = closing.outcome === 'retry' && !isAgain ? 'refused' : closing.outcome
  const mailed =
    outcome === 'refused' && task.push.kind !== 'remind' && !task.push.hasArrived
      ? await mailTask({ loaded, people: task.push.people, kind: task.push.kind, task })
      : 0
  const meta = { ...closing.meta, kind: task.push.kind, people: task.push.people, mailed }
  await closeReceipt({ db, tenant: row.tenant_id, id: receipt, ...closing, outcome, meta })
  const at = after(now, backOff({ attempt, retryAfterMs, random })).toISOString()
  const hasArrived = task.push.hasArrived || outcome === 'ok'
  const rest = { ...task.push, at, attempt, devices: left, hasArrived }
  await settlePush(args, task, isAgain ? rest : null, { isCounted: outcome !== 'retry' })
  return true
}

/** Writes what is left to be said, unless a further step has put something else in its place meanwhile. */
const settlePush = (
  { loaded, now }: Args,
  task: Task,
  push: PendingPush | null,
  { isCounted = false } = {},
) =>
  inOwnTransaction(loaded.payload, async (db) => {
    const { row, tenant } = loaded
    await db.execute(sql`
      select id from postyard_deliveries
      where id = ${row.id} and tenant_id = ${row.tenant_id} for update`)
    await db.execute(sql`
      update postyard_assist_tasks
      set push = ${push && JSON.stringify(push)}::jsonb, push_held_until = null, updated_at = clock_timestamp()
      where id = ${task.id} and tenant_id = ${row.tenant_id} and push = ${JSON.stringify(task.push)}::jsonb`)
    if (isCounted) {
      await db.execute(sql`
        update postyard_assist_tasks
        set reminders = reminders + 1, reminded_at = ${now.toISOString()}
        where id = ${task.id} and tenant_id = ${row.tenant_id}`)
    }
    await setWake({ db, tenant, delivery: row.id, now })
    await db.execute(sql`
      update postyard_deliveries set wake_at = ${push?.at ?? null}
      where id = ${row.id} and tenant_id = ${row.tenant_id} and state = 'expired'`)
  })

type Sent = { closing: Closing; left: ID[]; retryAfterMs?: number }

/** A push that breaks is told of on its receipt; the task waits on the phone page. */
const failToSend = (loaded: Loaded, err: unknown): Sent => {
  const { payload, row } = loaded
  payload.logger.error({ err, msg: 'A push broke.', delivery: row.id, tenant: row.tenant_id })
  return refused(
    'PUSH_FAILED',
    'The push could not be made; the log says why. The task waits on the phone page.',
  )
}

const refused = (errorCode: string, errorMessage: string): Sent => ({
  closing: { outcome: 'refused', errorCode, errorMessage },
  left: [],
})

const hasProject = ({ settings, tenant }: Loaded): boolean =>
  settings.push !== undefined || Boolean(tenant.push?.projectId)

const send = async ({ loaded, now }: Args, task: Task): Promise<Sent> => {
  const { db, settings, tenant, channel, row } = loaded
  const { kind, people, devices: only } = task.push
  if (!hasProject(loaded)) {
    return refused(
      'PUSH_NOT_SET_UP',
      'No push service is set up; the task waits on the phone page.',
    )
  }
  const all = await readDevices({ db, people, now })
  const devices = only
    ? all.filter(({ id }) => only.some((one) => String(one) === String(id)))
    : all
  if (devices.length === 0) {
    return refused(
      'NO_DEVICE',
      'Nobody who is asked has a phone that takes pushes; the task waits on the phone page.',
    )
  }
  const secondsLeft = Math.round((task.deadline_at.getTime() - now.getTime()) / 1000)
  const results = await sendToDevices({
    settings,
    tenant,
    devices,
    content: {
      notification: noticeOf({ kind, title: task.title, channel: channel.name, tenant }),
      data: { task: String(task.id), delivery: String(row.id), tenant: String(tenant.id) },
      ttlSeconds: Math.max(60, secondsLeft),
      collapseKey: `task-${task.id}`,
      link: `${settings.serverUrl}/agent?task=${task.id}`,
    },
  })
  const dropped = results.flatMap((one) =>
    one.kind === 'gone' ? [{ token: one.token, code: one.code }] : [],
  )
  await dropTokens({ db, dropped, now })
  return tell(loaded, results)
}

const tell = ({ payload, row, tenant }: Loaded, results: DeviceResult[]): Sent => {
  const sent = results.filter((one) => one.kind === 'sent')
  const again = results.filter((one) => one.kind === 'retry')
  const left = again.map(({ device }) => device.id)
  const retryAfterMs = Math.max(0, ...again.map((one) => one.retryAfterMs ?? 0))
  const failure = results.find((one) => one.kind !== 'sent')
  const meta = {
    phones: results.length,
    reached: sent.length,
    dropped: results.filter(({ kind }) => kind === 'gone').length,
    again: left.length,
  }
  if (sent[0])
    return { closing: { outcome: 'ok', externalId: sent[0].messageId, meta }, left, retryAfterMs }
  payload.logger.warn(
    {
      delivery: row.id,
      tenant: tenant.id,
      code: failure && 'code' in failure ? failure.code : undefined,
    },
    'No phone could be pushed.',
  )
  return {
    closing: {
      outcome: left.length > 0 ? 'retry' : 'refused',
      errorCode: failure?.code,
      errorMessage: failure?.message,
      meta,
    },
    left,
    retryAfterMs,
  }
}
