import type { TaskConfig } from 'payload'
import { seriesSlugs } from '../dispatch/wakeTask.ts'
import { tenantTask } from '../tenantTask.ts'
import { conduct } from './conductor/conduct.ts'
import { planNight } from './watchman/planNight.ts'

export const seriesTaskRunners: TaskConfig[] = [
  tenantTask(seriesSlugs.plan, ({ req: { payload }, tenant }) =>
    planNight({ payload, tenant, now: new Date() }),
  ),
  tenantTask(seriesSlugs.fly, ({ req: { payload }, tenant }) =>
    conduct({ payload, tenant, now: new Date() }),
  ),
]
