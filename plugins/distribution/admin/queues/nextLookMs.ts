import type { QueuesAnswer } from '../../watch/operations/showQueues.ts'
import { isAlive } from './tellWorkers.ts'

/** Without a sign for this long, a worker is gone, ms; as the queue's own rule has it. */
const goneAfterMs = 8_000

/** How often it is looked at, ms. */
const paceMs = 3_000

/** Milliseconds until the next look: at once when a worker of which nothing was seen of late would count as gone. */
export const nextLookMs = ({ at, workers }: QueuesAnswer): number => {
  const waits = workers
    .filter(isAlive)
    .map(({ seenAt }) => Date.parse(seenAt) + goneAfterMs - Date.parse(at) + 100)
  return Math.max(200, Math.min(paceMs, ...waits))
}
