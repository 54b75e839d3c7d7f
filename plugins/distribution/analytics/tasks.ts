import type { TaskConfig } from 'payload'
import { upkeepSlugs } from '../model/upkeep.ts'
import { tenantTask } from '../tenantTask.ts'
import { fetchDue } from './fetchDue.ts'

export const figuresTaskRunners: TaskConfig[] = [
  tenantTask(upkeepSlugs.figures, ({ req, tenant }) =>
    fetchDue({ payload: req.payload, tenant, now: () => new Date() }),
  ),
]
