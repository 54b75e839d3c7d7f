import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { readCapObstacles } from '../deliver/fire/capObstacle.ts'
import { hold, isEarly, obstacle } from '../deliver/fire/obstacle.ts'
import { type Loaded, loadDelivery } from '../deliver/loadDelivery.ts'
import { settle } from '../deliver/settle.ts'
import { noticeRestore } from '../dispatch/noticeRestore.ts'
import { system } from '../model/changeState.ts'
import { claimDelivery } from '../model/claimDelivery.ts'
import { type ID, inTransaction, rows, sql } from '../model/database.ts'
import { after, fireAt, patience } from '../model/deadlines.ts'
import { reasons } from '../model/reasons.ts'
import { pushTask } from './pushTask.ts'

type Args = { payload: Payload; tenant: ID; id: ID; now: () => Date }

const minute = 60_000

/**
 * Turns a due manual delivery into an assist task and pushes it to the field agent's phones; reminds of a task that
 * is open already. The task is written before the push, and a push that never went out is made up for when the row
 * wakes: a person may be told twice, and never not at all.
 */
export const notifyAgent = async (args: Args): Promise<void> => {
  await noticeRestore(args)
  const loaded = await loadDelivery({ ...args, states: ['queued', 'awaiting_human'] })
  if (!loaded) return
  if (loaded.row.state === 'awaiting_human') {
    await pushTask({ loaded, now: args.now() })
    return
  }
  if (isEarly(loaded.row, args.now())) return
  // The job comes a moment before.
  await sleep(Math.max(0, fireAt(loaded.row).getTime() - args.now().getTime()))
  const now = args.now()
  const isFull = await readCapObstacles({ loaded: [loaded], now })
  const blocked = obstacle(loaded, now) ?? isFull(loaded)
  if (blocked) {
    await hold(loaded, now, blocked)
    return
  }
  const row = await handOver(loaded, args.now())
  if (row) await pushTask({ loaded: { ...loaded, row }, now: args.now() })
}

/** The row is taken, the task written and the delivery handed to a person, all in one transaction. */
const handOver = (loaded: Loaded, now: Date) =>
  inTransaction({ payload: loaded.payload }, async ({ db, req }) => {
    const { payload, settings, channel, tenant } = loaded
    const claimed = await claimDelivery({
      db,
      tenant: tenant.id,
      id: loaded.row.id,
      leaseMs: patience.lease,
      now,
      reason: reasons.publishing,
      actor: system,
    })
    if (!claimed) return undefined
    const deadlineAt = after(now, tenant.manual.answerMinutes * minute)
    const plan = (await payload.findByID({
      collection: settings.slugs.plans,
      id: claimed.plan_id,
      depth: 0,
      req,
    })) as unknown as { title: string }
    await rows(
      db,
      sql`
        insert into postyard_assist_tasks
          (tenant_id, title, delivery_id, channel_id, assignee_id, due_at, deadline_at, reminders,
           updated_at, created_at)
        values
          (${tenant.id}, ${plan.title}, ${claimed.id}, ${channel.id}, ${channel.agents?.[0] ?? null},
           ${claimed.scheduled_at.toISOString()}, ${deadlineAt.toISOString()}, 0,
           clock_timestamp(), clock_timestamp())
        returning id`,
    )
    return settle({
      payload,
      req,
      row: claimed,
      now,
      move: {
        to: 'awaiting_human',
        reason: reasons.awaitingHuman,
        set: { wakeAt: after(now, 2 * minute), deadlineAt, leaseUntil: null },
      },
    })
  })
