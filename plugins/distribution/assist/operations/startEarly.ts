import { z } from 'zod'
import { requireLeave } from '../../deliver/entitle/requirePermitted.ts'
import { readCapObstacles } from '../../deliver/fire/capObstacle.ts'
import { obstacle } from '../../deliver/fire/obstacle.ts'
import { loadDelivery } from '../../deliver/loadDelivery.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { changeOne } from '../../model/changeState.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { requireOwnDelivery } from '../channelOwner.ts'
import { exampleOpened } from '../examples.ts'
import { makeTask } from '../makeTask.ts'
import { readAgain } from '../ownedTask.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'
import { tellTask } from '../tellTask.ts'

const tooLate = (state: string, reason?: string | null) =>
  new DistributionError(
    'ILLEGAL_MOVE',
    `This cannot be done early: it is ${state.replaceAll('_', ' ')}.${reason ? ` ${reason}` : ''}`,
  )

export const startEarly = defineOperation({
  name: 'tasks.startEarly',
  summary:
    'Begins a task before it is due: it becomes the caller’s, opened with them, and nobody is pushed before its time. Its deadline is counted from when it was due.',
  description:
    'Call it when the person wants to do it now. The answer is the task, open with the caller: go on with `tasks.read`. 409 `ILLEGAL_MOVE` says why it cannot be done early, such as a picture that is not made yet; 422 `SAME_CONTENT` that another account has just got the same.',
  tag: 'Coming',
  route: { method: 'post', path: '/assist/coming/{id}/start' },
  input: z.strictObject({ id: idInput.meta({ description: 'The id of the delivery.' }) }),
  output: taskSummaryOutput,
  permission: 'tasks.answer',
  errors: ['ILLEGAL_MOVE', 'SAME_CONTENT', 'ENTITLEMENT_DENIED'],
  isForPhones: true,
  examples: {
    usual: { input: { id: exampleIds.delivery }, output: exampleOpened },
  },
  run: async ({ id }, context) => {
    const { payload, req, db, caller, now } = context
    const record = await findOwned<{ state: string; kind: string; reason?: string | null }>({
      context,
      collection: 'deliveries',
      id,
      permission: 'tasks.answer',
      what: 'delivery',
    })
    const loaded = await loadDelivery({
      payload,
      tenant: record.tenant,
      id: record.id,
      states: ['scheduled'],
    })
    if (loaded?.row.kind !== 'manual') throw tooLate(record.state, record.reason)
    await requireOwnDelivery(context, { tenant: record.tenant, delivery: loaded.row.id })
    const isFull = await readCapObstacles({ loaded: [loaded], now })
    const blocked = obstacle(loaded, now) ?? isFull(loaded)
    if (blocked) throw new DistributionError('ILLEGAL_MOVE', blocked.reason.message)
    await requireLeave({ loaded, db, now })
    const queued = await changeOne({
      db,
      tenant: record.tenant,
      id: record.id,
      from: ['scheduled'],
      to: 'queued',
      reason: { code: 'BEGUN_EARLY', message: `${caller.name} began it before its time.` },
      actor: caller.actor,
      set: { deadlineAt: after(now, 24 * 60 * 60_000), wakeAt: null },
    })
    const row =
      queued &&
      (await makeTask({
        loaded: { ...loaded, row: queued },
        db,
        req,
        now,
        staff: { people: [], managers: [] },
        by: caller,
      }))
    if (!row) throw tooLate('with somebody else by now')
    const [task] = await rows<{ id: ID }>(
      db,
      sql`
        select id from postyard_assist_tasks
        where delivery_id = ${row.id} and tenant_id = ${row.tenant_id} and outcome is null`,
    )
    if (!task) throw new Error('The task was not written.')
    const latest = await readAgain(context, { tenant: row.tenant_id, id: task.id })
    await tellTask(context, latest, 'opened', { isEarly: true })
    return toTaskSummary(latest, now)
  },
})
