import type { Payload } from 'payload'
import {
  gaugeDeliveries,
  gaugeTick,
  keepSealing,
  queuesOf,
  startClock,
  startRelay,
  sweepMedia,
} from 'postyard'
import { createMetrics, startWorker } from 'postyard/durable-jobs'
import type { Health } from './health/health.ts'
import { healthOf } from './health/healthOf.ts'

type Args = { payload: Payload; drainMs: number }

type Work = { stop: () => Promise<void>; health: Health }

/**
 * Lets this process work the queues, tick, and send events on. `stop` ends the clock, takes no more jobs and waits at
 * most `drainMs` for those that run; what is left then is given back.
 */
export async function startWorking({ payload, drainMs }: Args): Promise<Work> {
  const metrics = createMetrics({ payload })
  gaugeDeliveries({ payload, register: metrics.register })
  await sweepMedia({ payload }).catch((err: unknown) => {
    payload.logger.warn({
      err,
      msg: 'What a killed worker may have left on the disk stays for now.',
    })
  })
  const queues = queuesOf(payload)
  const worker = await startWorker({ payload, queues, drainMs, onEvent: metrics.onEvent })
  metrics.watch(worker)
  const clock = await startClock({ payload })
  gaugeTick({ clock, register: metrics.register })
  const relay = startRelay({ payload })
  const sealing = keepSealing({ payload })
  return {
    health: healthOf({ payload, metrics, worker, clock }),
    async stop() {
      await Promise.all([clock.stop(), relay.stop(), worker.stop()])
      // Last, so that what was closed meanwhile is linked too.
      await sealing.stop()
    },
  }
}
