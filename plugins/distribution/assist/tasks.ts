import type { TaskConfig } from 'payload'
import { sideBySide } from '../deliver/sideBySide.ts'
import { wakeManyTaskRunner } from '../dispatch/wakeManyTaskRunner.ts'
import { taskSlugs } from '../dispatch/wakeTask.ts'
import { notifyAgent } from './notifyAgent.ts'

/** Pushes are one resource of all tenants, so that a Google that hangs holds one slot; those of a job go side by side. */
const mostAtOnce = 8

export const assistTaskRunners: TaskConfig[] = [
  wakeManyTaskRunner(taskSlugs.notify, async ({ req, ids, tenant }) => {
    const oneOfSome = sideBySide(mostAtOnce)
    const ended = await Promise.allSettled(
      ids.map((id) =>
        oneOfSome(() => notifyAgent({ payload: req.payload, id, tenant, now: () => new Date() })),
      ),
    )
    // What is wrong with one keeps none of the others; the rows of those that are done have nothing left to do.
    const failed = ended.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }),
]
