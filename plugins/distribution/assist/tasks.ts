import type { TaskConfig } from 'payload'
import { sideBySide } from '../deliver/sideBySide.ts'
import { wakeManyTaskRunner } from '../dispatch/wakeManyTaskRunner.ts'
import { taskSlugs } from '../dispatch/wakeTask.ts'
import { poolOf } from '../model/database.ts'
import { notifyAgent } from './notifyAgent.ts'
import { readDueBeside } from './readDueBeside.ts'

/** Pushes are one resource of all tenants, so that a Google that hangs holds one slot; those of a job go side by side. */
const mostAtOnce = 8

/** A job takes so many along that have a job of their own, which then finds them done. */
const mostBeside = 100

export const assistTaskRunners: TaskConfig[] = [
  wakeManyTaskRunner(taskSlugs.notify, async ({ req: { payload }, ids, tenant }) => {
    const oneOfSome = sideBySide(mostAtOnce)
    const beside = await readDueBeside({
      ...{ db: poolOf(payload), tenant, ids },
      now: new Date(),
      most: mostBeside,
    })
    const ended = await Promise.allSettled(
      [...ids, ...beside].map((id) =>
        oneOfSome(() => notifyAgent({ payload, id, tenant, now: () => new Date() })),
      ),
    )
    // What is wrong with one keeps none of the others; the rows of those that are done have nothing left to do.
    const failed = ended.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }),
]
