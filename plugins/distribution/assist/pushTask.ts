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
import { type Device, dropTokens, readDevices } from './readDevices.ts'
import { type DeviceResult, sendToDevices } from './sendToDevices.ts'

/** For how long a push is one worker's, in milliseconds; a worker that is killed leaves it to another after that. */
const holdMs = 60_000

/** Whom no push reaches at once is waited for so long, in milliseconds, before they are written to. */
const mailAfterMs = 2 * 60_000

/** How long what a manager is told may wait for their phone, in milliseconds: it has no deadline. */
const toldMs = 24 * 60 * 60_000

const includes = (ids: readonly ID[], id: ID): boolean =>
  ids.some((one) => String(one) === String(id))

type Args = { loaded: Loaded; now: Date; random: () => number }

type Task = OpenTask & { push: PendingPush }

/** Takes what is to be said now, for one of any number of workers. */
const takePush = async ({ loaded, now }: Args): Promise<Task | undefined> => {
  const { db, row } = loaded
  const [taken] = await rows<{ id: ID }>(
    db,
    sql`
      update postyard_assist_tasks set push_held_until = ${after(now, holdMs).toISOString()}
      where id = (
        select id from postyard_assist_tasks
        where delivery_id = ${row.id} and tenant_id = ${row.tenant_id}
          and (outcome = 'expired' or (outcome is null and deadline_at > ${now.toISOString()}))
          and (push->>'at')::timestamptz <= ${after(now, 1_000).toISOString()}
          and (push_held_until is null or push_held_until <= ${now.toISOString()})
        limit 1 for update
      )
      returning id`,
  )
  if (!taken) return undefined
  const task = await readOpenTask({
    db,
    tenant: row.tenant_id,
    delivery: row.id,
    task: taken.id,
  })
  return task?.push ? { ...task, push: task.push } : undefined
}

/**
 * Says what is to be said about an open task to the phones of those whom it is for, and writes the receipt of it.
 * What did not get through to a phone is said again to that one; whom no phone can be reached of, or not soon, is
 * written to, once. A worker that is killed in between leaves it to the next: a phone may be told twice, which it shows
 * once, and never not at all.
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
  const { closing, left, reached, retryAfterMs } = await send(args, task).catch((err: unknown) =>
    failToSend(loaded, err),
  )
  const attempt = task.push.attempt + 1
  const isAgain = left.length > 0 && attempt < mostTries
  const outcome = closing.outcome === 'retry' && !isAgain ? 'refused' : closing.outcome
  const { kind, people } = task.push
  const waitMs = backOff({ attempt, retryAfterMs, random })
  const told = [...(task.push.told ?? []), ...reached]
  const isSoon = isAgain && attempt === 1 && waitMs <= mailAfterMs
  const spared = isSoon ? [...told, ...left.map(({ user_id }) => user_id)] : told
  const unreached = kind === 'remind' ? [] : people.filter((one) => !includes(spared, one))
  const mailed = await mailTask({ loaded, people: unreached, kind, task })
  const meta = { ...closing.meta, kind, people, mailed: mailed.length }
  await closeReceipt({ db, tenant: row.tenant_id, id: receipt, ...closing, outcome, meta })
  const rest = {
    ...task.push,
    at: after(now, waitMs).toISOString(),
    attempt,
    devices: left.map(({ id }) => id),
    told: [...told, ...mailed],
  }
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
      update postyard_deliveries
      set wake_at = case when state = 'expired' then ${push?.at ?? null}::timestamptz
        else least(wake_at, ${push?.at ?? null}::timestamptz) end
      where id = ${row.id} and tenant_id = ${row.tenant_id} and state in ('expired', 'awaiting_human')`)
  })

type Sent = { closing: Closing; left: Device[]; reached: ID[]; retryAfterMs?: number }

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
  reached: [],
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
  const devices = only ? all.filter(({ id }) => includes(only, id)) : all
  if (devices.length === 0) {
    return refused(
      'NO_DEVICE',
      'Nobody who is asked has a phone that takes pushes; the task waits on the phone page.',
    )
  }
  const isDue = kind !== 'late' && kind !== 'claim'
  const msLeft = isDue ? task.deadline_at.getTime() - now.getTime() : toldMs
  const results = await sendToDevices({
    settings,
    tenant,
    devices,
    content: {
      notificationIn: (language) =>
        noticeOf({ kind, title: task.title, channel: channel.name, tenant, language }),
      data: { task: String(task.id), delivery: String(row.id), tenant: String(tenant.id) },
      ttlSeconds: Math.max(0, Math.round(msLeft / 1000)),
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
  const left = again.map(({ device }) => device)
  const reached = sent.map(({ device }) => device.user_id)
  const retryAfterMs = Math.max(0, ...again.map((one) => one.retryAfterMs ?? 0))
  const failure = results.find((one) => one.kind !== 'sent')
  const meta = {
    phones: results.length,
    reached: sent.length,
    dropped: results.filter(({ kind }) => kind === 'gone').length,
    again: left.length,
  }
  if (sent[0])
    return {
      closing: { outcome: 'ok', externalId: sent[0].messageId, meta },
      left,
      reached,
      retryAfterMs,
    }
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
    reached,
    retryAfterMs,
  }
}
