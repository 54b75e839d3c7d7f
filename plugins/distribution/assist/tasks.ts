import type { TaskConfig } from 'payload'
import { taskSlugs } from '../dispatch/wakeTask.ts'
import { wakeTaskRunner } from '../dispatch/wakeTaskRunner.ts'
import { notifyAgent } from './notifyAgent.ts'

export const assistTaskRunners: TaskConfig[] = [
  wakeTaskRunner(taskSlugs.notify, ({ req, id, tenant }) =>
    notifyAgent({ payload: req.payload, id, tenant, now: () => new Date() }),
  ),
]
