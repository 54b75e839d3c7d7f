import type { TaskConfig } from 'payload'
import { leaseSignal } from 'postyard/durable-jobs'
import { wakeManyTaskRunner } from '../dispatch/wakeManyTaskRunner.ts'
import { taskSlugs } from '../dispatch/wakeTask.ts'
import { wakeTaskRunner } from '../dispatch/wakeTaskRunner.ts'
import { confirmWaiting } from './confirmDeliveries.ts'
import { fireDeliveries } from './fireDeliveries.ts'
import { reconcileDelivery } from './reconcileDelivery.ts'
import { stageAhead } from './stageAhead.ts'

const now = () => new Date()

export const deliverTaskRunners: TaskConfig[] = [
  wakeTaskRunner(taskSlugs.stage, ({ req, id, tenant }) =>
    stageAhead({ payload: req.payload, id, tenant, now }),
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
  wakeManyTaskRunner(taskSlugs.confirm, ({ req, tenant }) =>
    confirmWaiting({ payload: req.payload, tenant, now }),
  ),
  wakeTaskRunner(taskSlugs.reconcile, ({ req, id, tenant }) =>
    reconcileDelivery({ payload: req.payload, id, tenant, now }),
  ),
]
