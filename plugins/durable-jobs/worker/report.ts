/** What a worker says of itself while it runs. Times in ms. */
export type WorkerEvent =
  | {
      type: 'claimed'
      queue: string
      jobID: number | string
      task: string | undefined
      latenessMs: number
    }
  | {
      type: 'finished'
      queue: string
      jobID: number | string
      task: string | undefined
      outcome: Outcome
      durationMs: number
    }
  | { type: 'listening' | 'deaf' }
  | { type: 'databaseLost' | 'databaseBack' }
  | { type: 'gaveBack'; jobIDs: (number | string)[] }
  | { type: 'deletedFinished'; count: number }

/**
 * `done`; `failed` for good, or cancelled, or lost to another worker; `retrying` later; `broken` off by an error that
 * Payload's runner did not expect.
 */
export type Outcome = 'done' | 'failed' | 'retrying' | 'broken'

export type QueueStats = {
  slots: number
  running: number
  claimed: number
} & Record<Outcome, number>

export type WorkerStats = {
  /** Whether new jobs wake the worker at once; else it finds them by looking, every second. */
  isListening: boolean
  isDatabaseLost: boolean
  isStopping: boolean
  leases: { held: number; lost: number }
  queues: Record<string, QueueStats>
}

export type Worker = {
  /**
   * Stops claiming, waits for running jobs up to `drainMs`, and gives back those that still run: their handlers get an
   * aborted `leaseSignal`, their late results are refused, and another worker may begin them at once. So end the process
   * when this resolves. Resolves once everything is closed; calling it again returns the same promise.
   */
  stop: () => Promise<void>
  stats: () => WorkerStats
}
