import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { Payload } from 'payload'
import { poolOf } from '../../model/database.ts'
import { settingsOf } from '../../settings.ts'
import { diskFull, isDiskFull } from '../isDiskFull.ts'
import { isMediaError, mediaError } from '../mediaError.ts'
import { withMemoryLimit } from '../memoryLimit.ts'
import { checkRoom, estimateBytes } from './checkRoom.ts'
import { finishRendition, type Rendition } from './claimRendition.ts'
import { failRendition } from './failRendition.ts'
import { isBrokenOff, keepAtWork } from './keepAtWork.ts'
import { makeFile, readInputs } from './makeFile.ts'
import { mediaFolder } from './mediaFolder.ts'
import { releaseReady } from './releaseReady.ts'
import { saveMade } from './saveMade.ts'
import { makeWorkDir, sweepWorkDirs } from './workDirs.ts'

type Args = {
  payload: Payload
  /** Just claimed. */
  rendition: Rendition
  now: () => Date
  /** Aborts where the job is no longer this worker's to do. */
  jobSignal?: AbortSignal
}

const MB = 1024 ** 2
const minute = 60_000

/** Node fires a longer one at once, in milliseconds. */
const longestTimer = 2 ** 31 - 1

/**
 * Makes one file that was claimed, within the limits of the installation, and lets every delivery go on that has all of its
 * own then. It is made in a folder of its own and shown to nobody before it is whole; what breaks it off leaves nothing.
 */
export const makeRendition = async (args: Args): Promise<void> => {
  const { payload, rendition, now } = args
  const db = poolOf(payload)
  await sweepWorkDirs({ now: now() })
  const workDir = await makeWorkDir()
  const work = keepAtWork(args)
  const limit = limitTime(settingsOf(payload).media.limitMinutes)
  const signal = AbortSignal.any([work.signal, limit.signal])
  try {
    const file = await make({ ...args, workDir, signal, onProgress: work.onProgress })
    await work.end()
    if (await finishRendition({ db, rendition, state: 'ready', reason: null, file })) {
      const tenant = rendition.tenant_id
      await releaseReady({ payload, tenant, now: now(), rendition: rendition.id })
    } else await discard(payload, file)
  } catch (error) {
    await work.end()
    const reason = signal.aborted ? signal.reason : toFault(error)
    if (isBrokenOff(reason)) await putBack(args, reason.brokenOff)
    else await failRendition({ payload, now: now(), rendition, error: reason })
  } finally {
    limit.end()
    await work.end()
    await rm(workDir, { recursive: true, force: true })
  }
}

const make = async (
  args: Args & { workDir: string; signal: AbortSignal; onProgress: (percent: number) => void },
) => {
  const { payload, rendition, workDir, signal, onProgress } = args
  const settings = settingsOf(payload)
  const inputs = await readInputs({ payload, settings, rendition })
  await checkRoom({
    folders: [tmpdir(), ...(await mediaFolder(payload))],
    needed: estimateBytes({ spec: rendition.spec, files: inputs }),
    keepFree: settings.media.freeDiskMb * MB,
  })
  const made = await withMemoryLimit(settings.media.memoryMb * MB, () =>
    makeFile({ rendition, inputs, workDir, signal, onProgress }),
  )
  signal.throwIfAborted()
  return saveMade({ payload, rendition, made, workDir })
}

const limitTime = (minutes: number) => {
  const over = new AbortController()
  const timer = setTimeout(
    () => {
      const message = `Making it took longer than ${minutes} minutes, which is the limit here. Use a shorter or smaller one.`
      over.abort(mediaError({ code: 'RENDER_TIMEOUT', message }))
    },
    Math.min(minutes * minute, longestTimer),
  )
  timer.unref()
  return { signal: over.signal, end: () => clearTimeout(timer) }
}

/** Whatever writes finds the disk full, and each says it in its own way. */
const toFault = (error: unknown): unknown => {
  const isTold = isMediaError(error) && error.code === 'DISK_FULL'
  return isDiskFull(error) && !isTold ? diskFull(error) : error
}

/** What was broken off without a fault of its own waits again, without having cost a try. */
const putBack = async (
  { payload, rendition }: Args,
  why: 'taken' | 'unneeded' | 'worker',
): Promise<void> => {
  if (why === 'taken') return
  const db = poolOf(payload)
  const reason =
    why === 'unneeded' ? 'Nothing waits for it any more; it is made when something does.' : null
  await finishRendition({ db, rendition, state: 'pending', reason, file: null, isUncounted: true })
}

/** A file that was finished after it was taken away from its maker; where this fails, the next sweep removes it. */
const discard = async (payload: Payload, id: string | number): Promise<void> => {
  const { mediaSlug: collection } = settingsOf(payload)
  try {
    await payload.delete({ collection, id, depth: 0, trash: true })
  } catch (err) {
    payload.logger.warn({ err, msg: 'A file that nobody wants any more stays for now.', file: id })
  }
}
