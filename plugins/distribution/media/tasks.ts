import type { TaskConfig } from 'payload'
import { taskSlugs } from '../dispatch/wakeTask.ts'
import { wakeTaskRunner } from '../dispatch/wakeTaskRunner.ts'
import { renderForDelivery } from './renderForDelivery.ts'

export const mediaTaskRunners: TaskConfig[] = [
  wakeTaskRunner(taskSlugs.render, ({ req, id, tenant }) =>
    renderForDelivery({ payload: req.payload, id, tenant, now: () => new Date() }),
  ),
]
