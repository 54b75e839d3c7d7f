import type { TaskConfig } from 'payload'
import { leaseSignal } from 'postyard/durable-jobs'
import { pruneContents } from '../contents/pruneContents.ts'
import { enqueueLook } from '../contents/wantLooks.ts'
import { taskSlugs } from '../dispatch/wakeTask.ts'
import { wakeTaskRunner } from '../dispatch/wakeTaskRunner.ts'
import { poolOf } from '../model/database.ts'
import { upkeepSlugs } from '../model/upkeep.ts'
import { tenantTask } from '../tenantTask.ts'
import { lookAtMedia } from './looks/lookAtMedia.ts'
import { makeWanted, wantedSlug } from './making/makeWanted.ts'
import { renderSoonest } from './making/renderForDelivery.ts'
import { tidyMedia } from './tidying/tidyMedia.ts'

const now = () => new Date()

export const mediaTaskRunners: TaskConfig[] = [
  wakeTaskRunner(taskSlugs.render, ({ req, job, id, tenant }) =>
    renderSoonest({ payload: req.payload, id, tenant, now, jobSignal: leaseSignal({ req, job }) }),
  ),
  makeWanted(wantedSlug),
  tenantTask(upkeepSlugs.tidy, async ({ req, tenant }) => {
    await tidyMedia({ payload: req.payload, tenant, now: now() })
    await pruneContents({ payload: req.payload, tenant, now: now() })
  }),
  tenantTask(upkeepSlugs.look, async ({ req: { payload }, tenant }) => {
    if (await lookAtMedia({ payload, tenant, now })) {
      await enqueueLook({ payload, db: poolOf(payload), tenant })
    }
  }),
]
