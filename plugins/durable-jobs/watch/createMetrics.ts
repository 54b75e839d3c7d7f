import type { Payload } from 'payload'
import { Registry } from 'prom-client'
import { reasonOf } from '../adapter/reasonOf.ts'
import type { Worker, WorkerEvent } from '../worker/report.ts'
import { countEvents } from './metrics/countEvents.ts'
import { gaugeQueues } from './metrics/gaugeQueues.ts'
import { gaugeWorker } from './metrics/gaugeWorker.ts'
import { type QueuesReport, readQueues } from './readQueues.ts'

type Args = {
  payload: Payload
  /** The worker of this process, where it runs already; else give it to `watch` later. */
  worker?: Pick<Worker, 'stats'>
  /** Where the metrics are registered. By default a register of their own. */
  register?: Registry
}

export type Metrics = {
  register: Registry
  /** For `startWorker`: counts what the worker tells. */
  onEvent: (event: WorkerEvent) => void
  watch: (worker: Pick<Worker, 'stats'>) => void
}

/** How long one reading of the queues serves, ms. */
const freshMs = 2_000

const readSeldom = (payload: Payload) => {
  let readAt = Number.NEGATIVE_INFINITY
  let isTroubled = false
  let reading: Promise<QueuesReport | null> = Promise.resolve(null)
  return () => {
    if (performance.now() - readAt < freshMs) return reading
    readAt = performance.now()
    reading = readQueues({ payload }).then(
      (report) => {
        isTroubled = false
        return report
      },
      (error: unknown) => {
        if (!isTroubled) {
          payload.logger.warn(
            `durable-jobs: the queues can't be read for the metrics (${reasonOf(error)})`,
          )
        }
        isTroubled = true
        return null
      },
    )
    return reading
  }
}

/**
 * Metrics for Prometheus, named `durable_jobs_…`, in seconds, with the labels `queue` and `task` only. Those of the
 * queues are read from the database when they are asked for, at most every two seconds; while it does not answer they
 * are left out, and `durable_jobs_database_up` is 0.
 */
export const createMetrics = (args: Args): Metrics => {
  const { payload, register = new Registry() } = args
  let { worker } = args
  const onEvent = countEvents({ payload, register })
  gaugeWorker({ register, stats: () => worker?.stats() })
  gaugeQueues({ register, read: readSeldom(payload) })
  return {
    register,
    onEvent,
    watch: (watched) => {
      worker = watched
    },
  }
}
