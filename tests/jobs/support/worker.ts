import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { startWorker } from '../../../plugins/durable-jobs/index.ts'
import type { WorkerSettings } from './forkWorker.ts'
import { startPayload } from './startPayload.ts'

/** A worker process of these tests. Started by `forkWorker`. */
const settings: WorkerSettings = JSON.parse(process.argv[2] ?? '{}')
const { url, slots, options, isStock, isHeldBack, drainMs } = settings
const payload = await startPayload({
  url,
  push: false,
  options: { ...options, enabled: !isStock },
})
const stopping = new AbortController()

/** What a stock application does: `jobs.run` again and again. */
const runStock = async () => {
  while (!stopping.signal.aborted) {
    const { noJobsRemaining } = await payload.jobs
      .run({ queue: 'q', limit: slots, silent: true })
      .catch(() => ({ noJobsRemaining: false }))
    await sleep(noJobsRemaining ? 50 : 0)
  }
}

if (isHeldBack) {
  const told = once(process, 'message')
  process.send?.('ready')
  await told
}
const worker = isStock ? undefined : await startWorker({ payload, queues: { q: slots }, drainMs })
if (isStock) void runStock()
process.on('SIGTERM', async () => {
  stopping.abort()
  await worker?.stop()
  process.exit(0)
})
process.send?.('ready')
