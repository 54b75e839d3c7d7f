import type { TaskConfig } from 'payload'
import { upkeepSlugs } from '../../model/upkeep.ts'
import { tenantTask } from '../../tenantTask.ts'
import { checkConnection } from './checkConnection.ts'

export const watchTaskRunners: TaskConfig[] = [
  tenantTask(upkeepSlugs.check, ({ req, tenant }) =>
    checkConnection({ payload: req.payload, tenant, now: () => new Date() }),
  ),
]
