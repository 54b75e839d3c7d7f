import type { Room, Share } from '../sql/claimFairly.ts'
import type { QueueSlots } from './queueSlots.ts'

/** How many groups are remembered. One that is forgotten counts as having waited longest, which does no harm. */
const remembered = 500

const countBy = (shares: Share[], keyOf: (share: Share) => string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const share of shares) counts.set(keyOf(share), (counts.get(keyOf(share)) ?? 0) + 1)
  return counts
}

export type Sharing = {
  /** A job has got a slot. */
  noteServed: (share: Pick<Share, 'groupKey'>) => void
  /** What more may begin beside what runs. */
  roomBeside: (running: Share[]) => Room
}

/** How the slots of a queue in one worker are shared. */
export const shareSlots = (queue: QueueSlots): Sharing => {
  const { slots, urgentOnly = 0, calmAfterMs, perResource } = queue
  const served = new Map<string, number>()
  let turn = 0

  return {
    noteServed: ({ groupKey }) => {
      turn += 1
      served.delete(groupKey)
      served.set(groupKey, turn)
      const [oldest] = served.keys()
      if (served.size > remembered && oldest !== undefined) served.delete(oldest)
    },
    roomBeside: (running) => {
      const urgent = running.filter(({ isUrgent }) => isUrgent).length
      const ofResource = countBy(
        running.filter(({ resourceKey }) => resourceKey !== ''),
        ({ resourceKey }) => resourceKey,
      )
      const roomOf = new Map<string, number>()
      if (perResource !== undefined) {
        for (const [resource, count] of ofResource) roomOf.set(resource, perResource - count)
      }
      return {
        freeForUrgent: slots - urgent,
        calmAfterMs: running.length === urgent ? calmAfterMs : undefined,
        freeForCalm: slots - urgentOnly - (running.length - urgent),
        runningOf: Object.fromEntries(countBy(running, ({ groupKey }) => groupKey)),
        servedOf: Object.fromEntries(served),
        roomOf: Object.fromEntries(roomOf),
      }
    },
  }
}
