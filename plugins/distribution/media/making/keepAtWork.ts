import type { Payload } from 'payload'
import { poolOf } from '../../model/database.ts'
import { keepRendition, type Rendition } from './claimRendition.ts'
import { isNeeded } from './waiting.ts'

type Args = {
  payload: Payload
  rendition: Rendition
  now: () => Date
  /** Aborts where the job is no longer this worker's to do. */
  jobSignal?: AbortSignal
}

/**
 * Why making a file was broken off without a fault of its own.
 * - `taken`: a person stopped it, or another worker has it now
 * - `unneeded`: nothing waits for it any more
 * - `worker`: this worker stops, or has lost the job
 */
export type BrokenOff = Error & { brokenOff: 'taken' | 'unneeded' | 'worker' }

const brokenOff = (why: BrokenOff['brokenOff'], cause?: unknown): BrokenOff =>
  Object.assign(new Error(`Making the file was broken off: ${why}.`, { cause }), { brokenOff: why })

export const isBrokenOff = (error: unknown): error is BrokenOff =>
  error instanceof Error && 'brokenOff' in error

/** For how long a worker has a file to itself that it makes, in milliseconds; it says again and again that it still does. */
export const leaseMs = 3 * 60_000

/** How often it says so, how much is made, and asks whether it is still wanted: a stop reaches FFmpeg as soon as that. */
const beatMs = 1_000

/**
 * Keeps a file for its maker while it is made, and writes down how far it is. `signal` aborts as soon as it is to be made no
 * longer, with `BrokenOff` as its reason.
 */
export const keepAtWork = ({ payload, rendition, now, jobSignal }: Args) => {
  const db = poolOf(payload)
  const stop = new AbortController()
  let progress = 0
  let keptUntil = now().getTime() + leaseMs
  let beating: Promise<void> | undefined
  const look = async (): Promise<void> => {
    const at = now()
    if (!(await keepRendition({ db, rendition, now: at, leaseMs, progress }))) {
      return stop.abort(brokenOff('taken'))
    }
    keptUntil = at.getTime() + leaseMs
    const { id, tenant_id: tenant } = rendition
    if (!(await isNeeded({ db, tenant, rendition: id }))) stop.abort(brokenOff('unneeded'))
  }
  const beat = () => {
    beating ??= look()
      .catch((err: unknown) => {
        payload.logger.warn({ err, msg: 'A rendition could not be kept this time.' })
        if (now().getTime() > keptUntil) stop.abort(brokenOff('taken', err))
      })
      .finally(() => {
        beating = undefined
      })
  }
  const onJobLost = () => stop.abort(brokenOff('worker', jobSignal?.reason))
  if (jobSignal?.aborted) onJobLost()
  jobSignal?.addEventListener('abort', onJobLost, { once: true })
  const timer = setInterval(beat, beatMs)
  timer.unref()
  return {
    signal: stop.signal,
    onProgress: (percent: number) => {
      progress = Math.max(progress, Math.min(99, Math.floor(percent)))
    },
    end: async () => {
      clearInterval(timer)
      jobSignal?.removeEventListener('abort', onJobLost)
      await beating
    },
  }
}
