import type { TaskConfig } from 'payload'
import { leaseSignal } from 'postyard/durable-jobs'
import { wakeManyTaskRunner } from '../../dispatch/wakeManyTaskRunner.ts'
import { taskSlugs } from '../../dispatch/wakeTask.ts'
import { sideBySide } from '../sideBySide.ts'
import { deliverDirect } from './deliverDirect.ts'

/** Calls to one receiver at a time. */
const mostAtOnce = 8

export const directTaskRunners: TaskConfig[] = [
  wakeManyTaskRunner(taskSlugs.deliver, async ({ req, job, ids, tenant }) => {
    const oneOfSome = sideBySide(mostAtOnce)
    const signal = leaseSignal({ req, job })
    const { payload } = req
    const ended = await Promise.allSettled(
      ids.map((id) =>
        oneOfSome(() =>
          deliverDirect({
            payload,
            id,
            tenant,
            now: () => new Date(),
            random: Math.random,
            signal,
          }),
        ),
      ),
    )
    // What is wrong with one keeps none of the others.
    const failed = ended.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }),
]
