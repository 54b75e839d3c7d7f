import type { TaskConfig } from 'payload'
import { watchSlug } from '../../dispatch/wakeTask.ts'
import { tenantTask } from '../../tenantTask.ts'
import { watchPlans } from './watch/watchPlans.ts'

export const networkTaskRunners: TaskConfig[] = [
  tenantTask(watchSlug, ({ req, tenant }) =>
    watchPlans({ payload: req.payload, tenant, now: new Date() }),
  ),
]
