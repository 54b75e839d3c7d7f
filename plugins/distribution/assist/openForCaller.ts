import { readTenant } from '../channels/readConnection.ts'
import { DistributionError } from '../errors.ts'
import { sql } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import { lockTask, takeLease, taken } from './lease.ts'
import { setWake } from './openTasks.ts'
import { readAgain } from './ownedTask.ts'
import type { TaskRow } from './taskRows.ts'
import { tellTask } from './tellTask.ts'

/**
 * Gives the caller the lease of a task, or renews it. While it holds, nobody else is asked and nobody else answers.
 *
 * @throws TASK_TAKEN where somebody else has it open
 * @throws TASK_OVER where it was answered or has ended
 */
export const openForCaller = async (context: OperationContext, row: TaskRow): Promise<TaskRow> => {
  const { payload, settings, req, db, caller, now } = context
  const tenant = await readTenant({ payload, settings, tenant: row.tenant_id, req })
  await lockTask(db, row)
  const got = await takeLease({ db, tenant, task: row.id, caller, now })
  const latest = await readAgain(context, { tenant: row.tenant_id, id: row.id })
  if (!got && latest.outcome !== null) {
    throw new DistributionError(
      'TASK_OVER',
      `There is nothing to do any more: this task is ${latest.outcome}.`,
    )
  }
  if (!got) throw taken(latest, tenant.timezone)
  await noteSeen(context)
  if (got === 'taken') await tellTask(context, latest, 'opened', { until: latest.lease_until })
  await setWake({ db, tenant, delivery: row.delivery_id, now })
  return latest
}

/** Whoever opens a task has the app open: their phone, or the log-in that it was registered under. */
const noteSeen = ({ db, caller, now }: OperationContext) =>
  db.execute(sql`
    update postyard_devices set last_seen_at = ${now.toISOString()}
    where user_id = ${caller.id} and revoked_at is null
      and (id = ${caller.device ?? null} or session = ${caller.session ?? null})`)
