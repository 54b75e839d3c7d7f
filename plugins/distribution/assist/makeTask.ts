import type { PayloadRequest } from 'payload'
import { requireLeave } from '../deliver/entitle/requirePermitted.ts'
import type { Loaded } from '../deliver/loadDelivery.ts'
import { settle } from '../deliver/settle.ts'
import { takeContentTurn } from '../deliver/spacing/takeContentTurn.ts'
import { type Actor, system } from '../model/changeState.ts'
import { claimDelivery } from '../model/claimDelivery.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after, later, patience } from '../model/deadlines.ts'
import { logEvent } from '../model/logEvent.ts'
import { reasons } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { askNext, type Staff } from './askNext.ts'
import type { Choice } from './chooseAgent.ts'
import { steps } from './nextStep.ts'
import { type PendingPush, quietOf } from './openTasks.ts'
import { awakeAfter } from './quietHours.ts'
import { saidEarly, saidOf } from './saidOf.ts'

type Args = {
  loaded: Loaded
  db: Db
  req: PayloadRequest
  now: Date
  staff: Staff
  /** Somebody who does it of their own accord, and so is not asked; they have it open at once. */
  by?: { id: ID; name: string; actor: Actor }
}

const minute = 60_000

/** Tasks of one tenant are given out one after the other, so that load is counted and not guessed. */
const waitForTurn = (db: Db, tenant: ID) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`assist ${tenant}`}, 0))`)

const choose = async (args: Args): Promise<Choice> => {
  const { loaded, by } = args
  if (by) return { kind: 'agent', id: by.id, name: by.name, reason: `${by.name}: began it early` }
  return askNext({ ...loaded, ...args, delivery: loaded.row.id, asked: [] })
}

/**
 * Turns a manual delivery whose time has come into an assist task: the row is taken, somebody is chosen, the task is
 * written with what is to be pushed, and the delivery handed to a person, all in the caller's transaction. Undefined
 * where somebody else has taken the delivery, or it has to wait for its turn, since another account has just got the same.
 *
 * @throws ENTITLEMENT_DENIED where nothing entitles anybody to post it
 * @throws SAME_CONTENT where somebody would begin it early, and another account has just got the same
 */
export const makeTask = async (args: Args): Promise<DeliveryRow | undefined> => {
  const { loaded, db, req, now, staff, by } = args
  const { payload, settings, channel, tenant } = loaded
  await waitForTurn(db, tenant.id)
  // Before the row is taken: whoever revokes an entitlement holds that first, and then its deliveries.
  await requireLeave({ loaded, db, now })
  const claimed = await claimDelivery({
    db,
    tenant: tenant.id,
    id: loaded.row.id,
    leaseMs: patience.lease,
    now,
    reason: reasons.publishing,
    actor: by?.actor ?? system,
  })
  if (!claimed) return undefined
  const isTurn = await takeContentTurn({
    loaded: { ...loaded, row: claimed },
    db,
    now,
    isEarly: by !== undefined,
  })
  if (!isTurn) return undefined
  const choice = await choose(args)
  const quiet = quietOf(tenant)
  const from = later(now, claimed.scheduled_at)
  const deadlineAt = awakeAfter(quiet, from, tenant.manual.answerMinutes * minute)
  const plan = (await payload.findByID({
    collection: settings.slugs.plans,
    id: claimed.plan_id,
    depth: 0,
    req,
  })) as unknown as { title: string }
  const agent = choice.kind === 'agent' ? choice : undefined
  // Who begins it early needs no push now; where they leave it, they are asked when it is due.
  const push: PendingPush | null =
    by && from <= now
      ? null
      : {
          kind: agent ? 'ask' : 'manager',
          people: agent ? [agent.id] : staff.managers.map(({ id }) => id),
          at: awakeAfter(quiet, from, 0).toISOString(),
          attempt: 0,
        }
  const leaseUntil = by ? after(now, tenant.manual.leaseMinutes * minute) : null
  const [task] = await rows<{ id: ID }>(
    db,
    sql`
      insert into postyard_assist_tasks
        (tenant_id, title, delivery_id, channel_id, assignee_id, assignee_reason, assigned_at, asked,
         opened_by_id, opened_at, lease_until, due_at, deadline_at, ladder_from, step, push,
         reminders, updated_at, created_at)
      values
        (${tenant.id}, ${plan.title}, ${claimed.id}, ${channel.id}, ${agent?.id ?? null}, ${choice.reason},
         ${agent ? now.toISOString() : null}, ${JSON.stringify(agent ? [agent.id] : [])}::jsonb,
         ${by?.id ?? null}, ${by ? now.toISOString() : null}, ${leaseUntil?.toISOString() ?? null},
         ${claimed.scheduled_at.toISOString()}, ${deadlineAt.toISOString()}, ${from.toISOString()},
         ${agent ? steps.asked : steps.managerTold}, ${push && JSON.stringify(push)}::jsonb,
         0, clock_timestamp(), clock_timestamp())
      returning id`,
  )
  await logEvent({
    db,
    type: agent ? 'distribution.task.assigned' : 'distribution.task.manager_told',
    tenant: tenant.id,
    delivery: claimed.id,
    plan: claimed.plan_id,
    actor: by?.actor ?? system,
    data: agent
      ? { task: task?.id, assignee: agent.id, name: agent.name, why: choice.reason }
      : { task: task?.id, managers: push?.people ?? [], why: choice.reason },
  })
  const tryAt = choice.kind === 'nobody' ? choice.nextAt : undefined
  const pushAt = push ? new Date(push.at) : null
  const isNow = pushAt && pushAt.getTime() <= now.getTime()
  return settle({
    payload,
    req,
    row: claimed,
    now,
    move: {
      to: 'awaiting_human',
      reason: by
        ? saidEarly({ tenant, name: by.name, deadlineAt })
        : saidOf({ tenant, name: agent?.name, why: choice.reason, now: from, deadlineAt }),
      set: {
        // A push that is due now is made by the job at hand; where that is lost, the row wakes.
        wakeAt:
          isNow || !pushAt ? after(now, patience.wake) : tryAt && tryAt < pushAt ? tryAt : pushAt,
        deadlineAt,
        leaseUntil: null,
      },
    },
  })
}
