import type { TaskConfig } from 'payload'
import { taskSlugs } from '../dispatch/wakeTask.ts'
import { wakeTaskRunner } from '../dispatch/wakeTaskRunner.ts'
import { confirmDelivery } from './confirmDelivery.ts'
import { fireDelivery } from './fireDelivery.ts'
import { reconcileDelivery } from './reconcileDelivery.ts'
import { stageAhead } from './stageAhead.ts'

const now = () => new Date()

export const deliverTaskRunners: TaskConfig[] = [
  wakeTaskRunner(taskSlugs.stage, ({ req, id, tenant }) =>
    stageAhead({ payload: req.payload, id, tenant, now }),
  ),
  wakeTaskRunner(taskSlugs.post, ({ req, id, tenant }) =>
    fireDelivery({ payload: req.payload, id, tenant, now, random: Math.random }),
  ),
  wakeTaskRunner(taskSlugs.confirm, ({ req, id, tenant }) =>
    confirmDelivery({ payload: req.payload, id, tenant, now }),
  ),
  wakeTaskRunner(taskSlugs.reconcile, ({ req, id, tenant }) =>
    reconcileDelivery({ payload: req.payload, id, tenant, now }),
  ),
]
