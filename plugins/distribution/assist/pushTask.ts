import type { Loaded } from '../deliver/loadDelivery.ts'
import { workerName } from '../deliver/workerName.ts'
import { type ID, rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { type Closing, closeReceipt, openReceipt } from '../model/receipts.ts'
import { mailTask } from './mailTask.ts'
import { pushOf } from './pushOf.ts'

type OpenTask = {
  id: ID
  title: string
  assignee_id: ID | null
  deadline_at: string | Date
  reminders: number
  snoozed_until: string | Date | null
}
type Device = { id: ID; token: string }

const minute = 60_000

/** A first push, a reminder after ten minutes, and after that the task waits for its deadline. */
const maxPushes = 2

const readOpenTask = async ({ db, row }: Loaded): Promise<OpenTask | undefined> =>
  (
    await rows<OpenTask>(
      db,
      sql`
        select id, title, assignee_id, deadline_at, snoozed_until, reminders::int as reminders
        from postyard_assist_tasks
        where delivery_id = ${row.id} and tenant_id = ${row.tenant_id} and outcome is null`,
    )
  )[0]

/** A phone that was not heard of for so long is stale, in milliseconds; it comes back by registering again. */
const staleMs = 30 * 24 * 60 * minute

const peopleOf = (loaded: Loaded, task: OpenTask): ID[] =>
  task.assignee_id === null ? (loaded.channel.agents ?? []) : [task.assignee_id]

const readDevices = async (loaded: Loaded, people: ID[], now: Date): Promise<Device[]> => {
  if (people.length === 0) return []
  return rows<Device>(
    loaded.db,
    sql`
      select id, token from postyard_devices
      where user_id = any(${sql.param(people)}) and dropped_at is null
        and last_seen_at > ${after(now, -staleMs).toISOString()}`,
  )
}

/** Pushes an open task to the phones of the person who is asked, and writes the receipt of it. */
export const pushTask = async (args: { loaded: Loaded; now: Date }): Promise<void> => {
  const { loaded, now } = args
  const { db, row } = loaded
  const task = await readOpenTask(loaded)
  if (!task) return
  const { snoozed_until: snoozed } = task
  // A reminder that was on its way when the task was put off: the one after the pause comes by itself.
  if (snoozed && new Date(snoozed).getTime() > now.getTime() + 1_000) return
  const receipt = await openReceipt({ db, delivery: row, action: 'push', by: workerName() })
  const closing = await send(loaded, task, now).catch((err: unknown) => failToSend(loaded, err))
  // Where no push arrives, the first reminder goes by mail.
  const isFirstInVain = closing.outcome === 'refused' && task.reminders === 0
  const mailed = isFirstInVain
    ? await mailTask({ loaded, people: peopleOf(loaded, task), task })
    : 0
  const meta = { ...closing.meta, mailed }
  await closeReceipt({ db, tenant: row.tenant_id, id: receipt, ...closing, meta })
  const isAgain = closing.outcome === 'retry'
  const pushes = task.reminders + (isAgain ? 0 : 1)
  const wakeAt = isAgain ? after(now, minute) : pushes < maxPushes ? after(now, 10 * minute) : null
  await db.execute(sql`
    update postyard_assist_tasks
    set reminders = ${pushes}, reminded_at = ${now.toISOString()}, updated_at = clock_timestamp()
    where id = ${task.id} and tenant_id = ${row.tenant_id}`)
  await db.execute(sql`
    update postyard_deliveries set wake_at = ${wakeAt?.toISOString() ?? null}
    where id = ${row.id} and tenant_id = ${row.tenant_id} and state = 'awaiting_human'`)
}

/** A push that breaks is told of on its receipt; the task waits on the phone page. */
const failToSend = (loaded: Loaded, err: unknown): Closing => {
  const { payload, row } = loaded
  payload.logger.error({ err, msg: 'A push broke.', delivery: row.id, tenant: row.tenant_id })
  return {
    outcome: 'refused',
    errorCode: 'PUSH_FAILED',
    errorMessage: 'The push could not be made; the log says why. The task waits on the phone page.',
  }
}

const send = async (loaded: Loaded, task: OpenTask, now: Date): Promise<Closing> => {
  const { payload, settings, tenant, channel } = loaded
  const push = pushOf(settings)
  if (!push) {
    return {
      outcome: 'refused',
      errorCode: 'PUSH_NOT_SET_UP',
      errorMessage: 'No push service is set up; the task waits on the phone page.',
    }
  }
  const devices = await readDevices(loaded, peopleOf(loaded, task), now)
  if (devices.length === 0) {
    return {
      outcome: 'refused',
      errorCode: 'NO_DEVICE',
      errorMessage: 'The field agent has no phone registered; the task waits on the phone page.',
    }
  }
  const { results } = await push.send({
    tokens: devices.map((device) => device.token),
    notification: {
      title: tenant.manual.hideTitle ? 'Time to post' : `Time to post: ${task.title}`,
      body: `${channel.name} · ${tenant.name}`,
    },
    data: { task: String(task.id), delivery: String(loaded.row.id), tenant: String(tenant.id) },
    ttlSeconds: Math.max(
      60,
      Math.round((new Date(task.deadline_at).getTime() - now.getTime()) / 1000),
    ),
    collapseKey: `task-${task.id}`,
    link: `${settings.serverUrl}/agent?task=${task.id}`,
  })
  const gone = results.filter((result) => result.kind === 'gone')
  if (gone.length > 0) {
    const tokens = gone.map((result) => result.token)
    await loaded.db.execute(sql`
      update postyard_devices
      set dropped_at = ${now.toISOString()}, drop_reason = ${gone[0]?.kind === 'gone' ? gone[0].code : 'GONE'}, updated_at = clock_timestamp()
      where token = any(${sql.param(tokens)})`)
  }
  const sent = results.filter((result) => result.kind === 'sent')
  const failure = results.find((result) => result.kind !== 'sent')
  const meta = { phones: results.length, reached: sent.length, dropped: gone.length }
  if (sent[0]) return { outcome: 'ok', externalId: sent[0].messageId, meta }
  payload.logger.warn(
    {
      delivery: loaded.row.id,
      tenant: tenant.id,
      code: failure && 'code' in failure ? failure.code : undefined,
    },
    'No phone could be pushed.',
  )
  return {
    outcome: results.some((result) => result.kind === 'retry') ? 'retry' : 'refused',
    errorCode: failure?.code,
    errorMessage: failure?.message,
    meta,
  }
}
