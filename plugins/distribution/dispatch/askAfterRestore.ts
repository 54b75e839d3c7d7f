import { askPerson } from '../model/askPerson.ts'
import { changeState, type Reason, system } from '../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after, patience } from '../model/deadlines.ts'
import { logEvent } from '../model/logEvent.ts'
import { afterRestoreCode, reasons } from '../model/reasons.ts'

/**
 * Kinds of which nobody but a person knows whom they served. A feed is none of them: its items are ours, and the one that is
 * put there again has the id that its readers know.
 */
const kinds = sql`kind in ('manual', 'webhook', 'email')`

const restored = 'Postyard was restored from a backup that is older than its time'

const afterRestore: Reason = {
  code: afterRestoreCode,
  message: `${restored}, so it may have been posted, sent or mailed already. Look at the account or ask the receiver; then publish it now, or cancel it.`,
}

type Args = { db: Db; now: Date }

const idsOf = (found: { id: ID }[]): ID[] => found.map(({ id }) => id)

/** What was to go out by itself. */
const holdDue = async ({ db, now }: Args): Promise<void> => {
  const due = await rows<{ id: ID }>(
    db,
    sql`
      select id from postyard_deliveries
      where ${kinds} and state in ('scheduled', 'queued')
        and coalesce(next_attempt_at, scheduled_at) <= ${now.toISOString()}
      for update`,
  )
  await changeState({
    ...{ db, tenant: 'all', ids: idsOf(due), from: ['scheduled', 'queued'], to: 'held' },
    reason: afterRestore,
    actor: system,
    set: { wakeAt: null, deadlineAt: after(now, patience.held) },
  })
}

/** What was held may have been let go since; it is held on, and what was to let it go does so no more. */
const keepHeld = async ({ db, now }: Args): Promise<void> => {
  const { code, message } = afterRestore
  const kept = await rows<{ id: ID; tenant_id: ID; plan_id: ID }>(
    db,
    sql`
      update postyard_deliveries
      set reason_code = ${code}, reason = ${message}, wake_at = null, media_late_at = null,
          deadline_at = ${after(now, patience.held).toISOString()}, fence = fence + 1, updated_at = clock_timestamp()
      where ${kinds} and state = 'held' and scheduled_at <= ${now.toISOString()}
      returning id, tenant_id, plan_id`,
  )
  for (const { id, tenant_id: tenant, plan_id: plan } of kept) {
    await logEvent({
      ...{ db, type: 'distribution.delivery.needs_person', tenant, delivery: id, plan },
      actor: system,
      data: { reason: message },
    })
  }
}

/** What was being sent, or whose end was being found out, may have gone on from there. */
const askInFlight = async ({ db, now }: Args): Promise<void> => {
  const sending = await rows<{ id: ID }>(
    db,
    sql`
      select id from postyard_deliveries
      where ${kinds} and state = 'publishing' for update`,
  )
  await changeState({
    ...{ db, tenant: 'all', ids: idsOf(sending), from: ['publishing'], to: 'unknown' },
    reason: reasons.interruptedDirect,
    actor: system,
    set: { wakeAt: null, deadlineAt: after(now, patience.reconcile), leaseUntil: null },
  })
  const open = await rows<{ id: ID }>(
    db,
    sql`
      select id from postyard_deliveries
      where ${kinds} and state = 'unknown' and reason_code <> ${reasons.needsPerson.code}`,
  )
  for (const { id } of open) {
    const message = `${restored}, in which it was being sent, so it may have arrived. Ask whoever gets it, then say here: it is live, send again, or drop.`
    await askPerson({ db, tenant: 'all', id, now, message })
  }
}

/**
 * Asks a person about everything that may have gone out, without Postiz, in the time of which a restored database knows
 * nothing, in the caller's transaction. None of it goes out by itself any more.
 */
export const askAfterRestore = async (args: Args): Promise<void> => {
  await askInFlight(args)
  await keepHeld(args)
  await holdDue(args)
}
