import type { Payload } from 'payload'
import { queues, startClock } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'

type Args = { payload: Payload; drainMs: number }

/**
 * Lets this process work the queues and tick. `stop` ends the clock, takes no more jobs and waits at
 * most `drainMs` for those that run; what is left then is given back.
 */
export async function startWorking({
  payload,
  drainMs,
}: Args): Promise<{ stop: () => Promise<void> }> {
  const worker = await startWorker({ payload, queues, drainMs })
  const clock = await startClock({ payload })
  return {
    async stop() {
      await Promise.all([clock.stop(), worker.stop()])
    },
  }
}
