import { recallTasks } from '../distribute/recallTasks.ts'
import { system } from '../model/changeState.ts'
import { rows, sql } from '../model/database.ts'
import { after, patience } from '../model/deadlines.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { readPauses } from '../model/planPause.ts'
import {
  type Args,
  type Climb,
  endPause,
  findSomebody,
  passOn,
  remind,
  tellManagers,
} from './climbSteps.ts'
import { dueStep, steps } from './nextStep.ts'
import { ladderOf, leaseAt, readOpenTask, setWake } from './openTasks.ts'

/**
 * Takes the next step about a task that nobody has answered, if its time has come: whoever was asked is reminded,
 * somebody else is asked, a manager is told. The step, its event and what is to be pushed are written together, once,
 * however many workers try. Says when the row wants to wake again. Returns whether there was a step.
 *
 * A task of a plan that was paused while somebody had it open is taken back as soon as nobody has.
 */
export const climb = ({ loaded, staff, now }: Args): Promise<boolean> =>
  inOwnTransaction(loaded.payload, async (db) => {
    const { row, tenant } = loaded
    const where = { db, tenant: row.tenant_id, delivery: row.id }
    const [waiting] = await rows(
      db,
      sql`
        select id from postyard_deliveries
        where id = ${row.id} and tenant_id = ${row.tenant_id} and state = 'awaiting_human' for update`,
    )
    const task = waiting ? await readOpenTask({ ...where, lock: true }) : undefined
    if (!task || task.deadline_at <= now) return false
    const one = { loaded, staff, now, db, task }
    if (await recall(one)) return false
    const tryAt = await takeStep(one)
    if (tryAt === true) {
      // The push of it is made by the job at hand; where that is lost, the row wakes.
      await db.execute(sql`
        update postyard_deliveries set wake_at = ${after(now, patience.wake).toISOString()}
        where id = ${row.id} and tenant_id = ${row.tenant_id}`)
      return true
    }
    await setWake({ db, tenant, delivery: row.id, now, tryAt })
    return false
  })

/** True where nobody is asked for it any more, since its plan is paused. */
const recall = async ({ db, loaded: { row }, task, now }: Climb): Promise<boolean> => {
  // Who can find out whether it is posted already is told of that first.
  if (leaseAt(task, now) !== null || task.push?.kind === 'claim') return false
  const pause = (await readPauses(db, [row])).get(String(row.plan_id))
  // The one that tries whether its plan may go on is asked for all the same.
  if (!pause || pause.probe === String(row.id)) return false
  await recallTasks({ db, tenant: row.tenant_id, deliveries: [row.id], pause, actor: system })
  return true
}

/** True where a step was taken; else when somebody might be asked, where that is known. */
const takeStep = async (one: Climb): Promise<true | Date | undefined> => {
  const { loaded, task, now } = one
  // Nobody is asked anew before those have been told who can find out whether it is posted already.
  if (task.push?.kind === 'claim') return undefined
  if (task.snoozed_until) {
    if (task.snoozed_until.getTime() > now.getTime() + 1_000) return undefined
    await endPause(one)
    return true
  }
  if (task.assignee_id === null && leaseAt(task, now) === null) {
    const tryAt = await findSomebody(one)
    if (tryAt === undefined) return true
    if (task.step >= steps.managerTold) return tryAt
    await tellManagers(one, 'Nobody can be asked now.')
    return true
  }
  const step = dueStep({ ...ladderOf(task, loaded.tenant), now })
  if (!step) return undefined
  if (step.to === 'reminded') await remind(one)
  else if (step.to === 'passedOn') await passOn(one)
  else {
    const { managerMinutes } = loaded.tenant.manual
    await tellManagers(
      one,
      `Nobody has answered, and a manager is told after ${managerMinutes} minutes.`,
    )
  }
  return true
}
