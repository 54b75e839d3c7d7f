import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { inDueOrder } from '../collection/dueOrder.ts'
import { DurableJobsError } from '../errors.ts'
import type { Lease } from '../lease/leases.ts'
import { parseWake } from '../notify.ts'
import { jobsTable } from '../postgres.ts'
import { getRuntime } from '../runtime.ts'
import { keepPresence } from '../watch/keepPresence.ts'
import { giveBack } from './giveBack.ts'
import { listen } from './listen.ts'
import { openQueue } from './openQueue.ts'
import { type QueueSlots, readQueueSlots } from './queueSlots.ts'
import type { Worker, WorkerEvent, WorkerStats } from './report.ts'
import { sweepFinished } from './sweepFinished.ts'
import { watchDatabase } from './watchDatabase.ts'

type Args = {
  payload: Payload
  /** The queues that this process works, each with its number of slots, or with all that there is to say of them. */
  queues: Record<string, number | QueueSlots>
  /** Stops the worker when it aborts, like `stop()`. */
  signal?: AbortSignal
  /**
   * How long `stop()` waits for running jobs, ms.
   * @default 30_000
   */
  drainMs?: number
  onEvent?: (event: WorkerEvent) => void
  /** From 0 to 1. */
  random?: () => number
}

/** Slots are shared only in the order that this plugin gives: an order of the application's own goes before it. */
const refuseOwnOrder = (payload: Payload, queues: Map<string, QueueSlots>): void => {
  if (payload.config.jobs.processingOrder === inDueOrder) return
  for (const [queue, { slots: _, ...shared }] of queues) {
    if (!Object.values(shared).some(Boolean)) continue
    throw new DurableJobsError(
      'INVALID_OPTION',
      `queue "${queue}" shares its slots, which needs the plugin's own order of claims. Remove jobs.processingOrder.`,
    )
  }
}

/**
 * Runs the jobs of these queues in this process until it is stopped. A slow job holds one slot, and no other waits for
 * it; a new job wakes a free slot at once, and one that waits is begun within some ms of its `waitUntil`.
 *
 * A lost database does not end it: it says so, and goes on when the database is back. Signals of the process are the
 * caller's: call `stop()` on SIGTERM, and exit when that resolves.
 *
 * Throws `NOT_INSTALLED` where the plugin is not at work, `INVALID_OPTION` where
 * what is said of a queue cannot be.
 */
export const startWorker = async (args: Args): Promise<Worker> => {
  const { payload, queues, signal, drainMs = 30_000, random = Math.random } = args
  const shares = new Map(
    Object.entries(queues).map(([queue, given]) => [queue, readQueueSlots(queue, given)]),
  )
  refuseOwnOrder(payload, shares)
  const runtime = getRuntime(payload)
  const { adapter, channel, leases, options, own } = runtime
  const { logger } = payload
  const running = new Set<Lease>()
  const sweeping = new AbortController()
  let stopped: Promise<void> | undefined

  const onEvent = (event: WorkerEvent) => {
    presence.note(event)
    try {
      args.onEvent?.(event)
    } catch (error) {
      logger.error({ err: error, msg: 'durable-jobs: onEvent threw' })
    }
  }
  const database = watchDatabase({ logger, onEvent })

  const listener = listen({
    channel,
    logger,
    random,
    adapter,
    name: 'durable-jobs listen',
    tell: {
      deaf: (reason) =>
        `durable-jobs: new jobs do not wake this worker just now (${reason}); it looks for them, and connects again`,
      again: 'durable-jobs: new jobs wake this worker again',
    },
    onMessage: (message) => {
      const { queue, at, count } = parseWake(message)
      for (const [name, { lane }] of opened) {
        if (queue !== null && queue !== name) continue
        const early = shares.get(name)?.earlyMs ?? 0
        if (at === null || at - early < Date.now()) lane.wake(count)
        else lane.expect(at - early)
      }
    },
    onListening: () => {
      onEvent({ type: 'listening' })
      for (const { lane } of opened.values()) lane.recover()
    },
    onDeaf: () => {
      onEvent({ type: 'deaf' })
      // The next look was set for as long as somebody would call.
      for (const { lane } of opened.values()) lane.wake(1)
    },
  })

  const open = (queue: string, share: QueueSlots) =>
    openQueue({
      runtime,
      queue,
      share,
      isListening: listener.isListening,
      onClaimed: (lease) => running.add(lease),
      onEnded: (lease) => running.delete(lease),
      onReached: database.onReached,
      onError: database.onError,
      onEvent,
      random,
    })
  const opened = new Map([...shares].map(([queue, share]) => [queue, open(queue, share)]))

  if (options.retentionMs !== false) {
    void sweepFinished({
      db: own.db,
      jobs: () => jobsTable(adapter),
      retentionMs: options.retentionMs,
      onDeleted: (count) => onEvent({ type: 'deletedFinished', count }),
      logger,
      random,
      signal: sweeping.signal,
    })
  }

  const stats = (): WorkerStats => ({
    isListening: listener.isListening(),
    isDatabaseLost: database.isLost(),
    isStopping: stopped !== undefined,
    leases: leases.stats(),
    queues: Object.fromEntries([...opened].map(([name, { stats }]) => [name, { ...stats }])),
  })
  const presence = keepPresence({ runtime, stats })

  const drain = async () => {
    sweeping.abort()
    presence.tell()
    const timer = new AbortController()
    const deadline = sleep(drainMs, undefined, { signal: timer.signal }).catch(() => {})
    const drained = Promise.all([...opened.values()].map(({ lane }) => lane.stop()))
    await listener.stop()
    await Promise.race([drained, deadline])
    timer.abort()
    await giveBack({ runtime, held: [...running], onEvent })
    await presence.end()
    await own.close()
  }
  const stop = () => {
    stopped ??= drain()
    return stopped
  }
  const stopOnAbort = () => {
    stop().catch((error) =>
      logger.error({ err: error, msg: 'durable-jobs: the worker did not stop cleanly' }),
    )
  }
  if (signal?.aborted) stopOnAbort()
  else signal?.addEventListener('abort', stopOnAbort, { once: true })

  return { stop, stats }
}
