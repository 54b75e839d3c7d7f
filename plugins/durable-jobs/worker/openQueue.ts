import { claimForWorker } from '../claim/claimForWorker.ts'
import { inDueOrder } from '../collection/dueOrder.ts'
import type { Lease } from '../lease/leases.ts'
import { jobsTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import type { Share } from '../sql/claimFairly.ts'
import { findNextDue } from '../sql/findNextDue.ts'
import { type Lane, openLane } from './lane.ts'
import type { QueueSlots } from './queueSlots.ts'
import type { Outcome, QueueStats, WorkerEvent } from './report.ts'
import { runNext } from './runNext.ts'
import { shareSlots } from './shareSlots.ts'

type Args = {
  runtime: Runtime
  queue: string
  share: QueueSlots
  isListening: () => boolean
  onClaimed: (lease: Lease) => void
  onEnded: (lease: Lease) => void
  /** A claim went through, with or without a job. */
  onReached: () => void
  onError: (error: unknown) => void
  onEvent: (event: WorkerEvent) => void
  random: () => number
}

/** How often to look while new jobs cannot wake the worker. */
const deafPollMs = 1_000

/** Begins to run the jobs of one queue, and counts them. */
export const openQueue = (args: Args): { lane: Lane; stats: QueueStats } => {
  const {
    runtime,
    queue,
    share,
    isListening,
    onClaimed,
    onEnded,
    onReached,
    onError,
    onEvent,
    random,
  } = args
  const { adapter, options, own } = runtime
  const { slots, earlyMs = 0 } = share
  const sharing = shareSlots(share)
  /** What was claimed and has not ended, by token. */
  const held = new Map<string, Share>()
  const stats: QueueStats = {
    slots,
    running: 0,
    claimed: 0,
    done: 0,
    failed: 0,
    retrying: 0,
    broken: 0,
  }

  const claimNext =
    adapter.payload.config.jobs.processingOrder === inDueOrder
      ? claimForWorker({
          runtime,
          queue,
          perResource: share.perResource,
          installationSlots: share.installationSlots,
          earlyMs,
          room: () => sharing.roomBeside([...held.values()]),
          onTaken: (taken) => {
            held.set(taken.leaseToken, taken)
            sharing.noteServed(taken)
          },
          onGivenBack: ({ leaseToken }) => held.delete(leaseToken),
        })
      : undefined

  const runOne = async (wakeNext: () => void) => {
    const outcome = await runNext({
      runtime,
      queue,
      claimNext,
      onEvent,
      onClaimed: (lease) => {
        stats.running += 1
        stats.claimed += 1
        onClaimed(lease)
        onReached()
        wakeNext()
      },
      onEnded: (lease, result: Outcome) => {
        held.delete(lease.token)
        stats.running -= 1
        stats[result] += 1
        onEnded(lease)
      },
    })
    if (outcome === 'empty') onReached()
    return outcome
  }

  const findNextLook = async (since: Date) => {
    const { dueAt, leaseEndsInMs } = await findNextDue({
      db: own.db(),
      jobs: jobsTable(adapter),
      queue,
      since,
      earlyMs,
    })
    const looks: number[] = []
    // Payload runs what was due before now, not what is due now.
    if (dueAt !== undefined) looks.push(dueAt + 1)
    if (leaseEndsInMs !== undefined) looks.push(Date.now() + leaseEndsInMs + 5)
    return looks.length > 0 ? Math.min(...looks) : undefined
  }

  // Nor does anybody tell that another process has given a place of the installation free.
  const isTold = () => isListening() && share.installationSlots === undefined
  const pollMs = () => (isTold() ? options.pollMs : Math.min(options.pollMs, deafPollMs))
  const lane = openLane({ slots, runOne, findNextLook, onError, pollMs, now: Date.now, random })
  return { lane, stats }
}
