import type { TaskConfig } from 'payload'
import { leaseSignal } from 'postyard/durable-jobs'
import { wakeManyTaskRunner } from '../dispatch/wakeManyTaskRunner.ts'
import { sweepSlug, taskSlugs } from '../dispatch/wakeTask.ts'
import { wakeTaskRunner } from '../dispatch/wakeTaskRunner.ts'
import { tenantTask } from '../tenantTask.ts'
import { decideLate } from './decideLate.ts'
import { fireDeliveries } from './fire/fireDeliveries.ts'
import { confirmWaiting } from './follow/confirmDeliveries.ts'
import { followParts } from './follow/followParts.ts'
import { reconcileDelivery } from './follow/reconcileDelivery.ts'
import { stageWaiting } from './stage/stageAhead.ts'
import { sweepDrafts } from './sweep/sweepDrafts.ts'

const now = () => new Date()

export const deliverTaskRunners: TaskConfig[] = [
  wakeManyTaskRunner(taskSlugs.stage, ({ req, ids, tenant }) =>
    stageWaiting({ payload: req.payload, ids, tenant, now }),
  ),
  wakeManyTaskRunner(taskSlugs.post, ({ req, job, ids, tenant }) =>
    fireDeliveries({
      payload: req.payload,
      ids,
      tenant,
      now,
      random: Math.random,
      signal: leaseSignal({ req, job }),
    }),
  ),
  wakeManyTaskRunner(taskSlugs.confirm, async ({ req, tenant }) => {
    await confirmWaiting({ payload: req.payload, tenant, now })
    await followParts({ payload: req.payload, tenant, now })
  }),
  wakeTaskRunner(taskSlugs.reconcile, ({ req, id, tenant }) =>
    reconcileDelivery({ payload: req.payload, id, tenant, now }),
  ),
  wakeTaskRunner(taskSlugs.late, ({ req, id, tenant }) =>
    decideLate({ payload: req.payload, id, tenant, now }),
  ),
  tenantTask(sweepSlug, ({ req, tenant }) => sweepDrafts({ payload: req.payload, tenant, now })),
]
