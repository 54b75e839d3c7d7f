import type { Payload } from 'payload'
import { Gauge, type Registry } from 'prom-client'
import { poolOf } from '../model/database.ts'
import { countDeliveries, type DeliveryCounts } from './countDeliveries.ts'

type Args = { payload: Payload; register: Registry }

const gauges: [name: string, help: string, figure: keyof DeliveryCounts][] = [
  ['due', 'Deliveries that are due and have not begun.', 'due'],
  ['late', 'Deliveries that have not begun more than a minute after they were due.', 'late'],
  ['oldest_due_seconds', 'How long the oldest of them is due.', 'oldestDueSeconds'],
  ['awaiting_human', 'Deliveries that a field agent was asked to post.', 'awaitingHuman'],
  ['unknown', 'Deliveries of which nobody knows whether they are live.', 'unknown'],
  ['failed_last_day', 'Deliveries that failed in the last 24 hours.', 'failed'],
]

/** In its own words, without the statement that stands in front of it. */
const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : causeOf(error.cause)
}

/** How long one count serves, ms. */
const freshMs = 2_000

/** Adds the figures of all deliveries to `register`, as `postyard_deliveries_…`. Those that cannot be read are left out. */
export const gaugeDeliveries = ({ payload, register }: Args): void => {
  let readAt = Number.NEGATIVE_INFINITY
  let isTroubled = false
  let reading: Promise<DeliveryCounts | null> = Promise.resolve(null)
  const read = () => {
    if (performance.now() - readAt < freshMs) return reading
    readAt = performance.now()
    reading = countDeliveries(poolOf(payload)).then(
      (counts) => {
        isTroubled = false
        return counts
      },
      (error: unknown) => {
        if (!isTroubled) {
          payload.logger.warn(
            `The deliveries can't be counted for the metrics (${causeOf(error)}).`,
          )
        }
        isTroubled = true
        return null
      },
    )
    return reading
  }
  for (const [name, help, figure] of gauges) {
    new Gauge({
      name: `postyard_deliveries_${name}`,
      help,
      registers: [register],
      async collect() {
        const counts = await read()
        if (counts) this.set(counts[figure])
        else this.remove()
      },
    })
  }
}
