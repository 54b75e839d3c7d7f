import { isConnectionError } from '../adapter/isConnectionError.ts'
import { reasonOf } from '../adapter/reasonOf.ts'
import type { Lease } from '../lease/leases.ts'
import { runInScope } from '../lease/runScope.ts'
import type { ClaimNext } from '../lease/scope.ts'
import type { Runtime } from '../runtime.ts'
import type { Outcome, WorkerEvent } from './report.ts'

type Args = {
  runtime: Runtime
  queue: string
  claimNext: ClaimNext | undefined
  onClaimed: (lease: Lease) => void
  onEnded: (lease: Lease, outcome: Outcome) => void
  onEvent: (event: WorkerEvent) => void
}

const outcomes: Record<string, Outcome> = {
  success: 'done',
  error: 'retrying',
  'error-reached-max-retries': 'failed',
}

/**
 * Claims and runs the next job of a queue through Payload's own runner. Throws only where no job was claimed: what breaks
 * a run that has begun is logged, and is that job's matter.
 */
export const runNext = async (args: Args): Promise<'ran' | 'empty'> => {
  const { runtime, queue, claimNext, onClaimed, onEnded, onEvent } = args
  const { logger } = runtime.adapter.payload
  let lease: Lease | undefined
  let task: string | undefined
  let startedAt = 0

  const end = (outcome: Outcome) => {
    if (!lease) return
    onEnded(lease, outcome)
    const durationMs = performance.now() - startedAt
    onEvent({ type: 'finished', queue, jobID: lease.id, task, outcome, durationMs })
  }

  try {
    const result = await runInScope({
      runtime,
      claimNext,
      onClaimed: ([claimed]) => {
        if (!claimed) return
        const { job } = claimed
        lease = claimed.lease
        task = job.taskSlug ?? job.workflowSlug ?? undefined
        startedAt = performance.now()
        onClaimed(lease)
        // What was begun before its time is not late.
        const latenessMs = Math.max(0, Date.now() - Date.parse(job.waitUntil ?? job.createdAt))
        onEvent({ type: 'claimed', queue, jobID: job.id, task, latenessMs })
      },
      run: () => runtime.run({ queue, limit: 1, silent: { info: true } }),
    })
    const status = lease && result.jobStatus?.[String(lease.id)]?.status
    end(outcomes[status ?? ''] ?? 'broken')
    return lease ? 'ran' : 'empty'
  } catch (error) {
    if (!lease) throw error
    if (isConnectionError(error)) {
      logger.warn(
        `durable-jobs: job ${lease.id} (${queue}) could not be written (${reasonOf(error)})`,
      )
    } else {
      logger.error({
        err: error,
        msg: `durable-jobs: the run of job ${lease.id} (${queue}) was broken off`,
      })
    }
    end('broken')
    return 'ran'
  }
}
