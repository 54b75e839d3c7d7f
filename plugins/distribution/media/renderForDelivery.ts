import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Payload } from 'payload'
import { readDelivery } from '../model/claimDelivery.ts'
import { type ID, poolOf } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { isWaitingForMedia } from '../model/reasons.ts'
import type { Settings } from '../options.ts'
import { settingsOf } from '../settings.ts'
import { makeFile } from './makeFile.ts'
import { isMediaError } from './mediaError.ts'
import { endingOf } from './mediaTypes.ts'
import { readMedia } from './openMedia.ts'
import { releaseReady } from './releaseReady.ts'
import {
  claimRendition,
  finishRendition,
  keepRendition,
  maxAttempts,
  type Rendition,
} from './renditions.ts'
import { readNeeded, tellWaiting } from './waiting.ts'

type Args = { payload: Payload; tenant: ID; id: ID; now: () => Date }

/** For how long a worker has a file to itself that it makes, in milliseconds; it says again and again that it still does. */
const leaseMs = 3 * 60_000
const heartbeatMs = 60_000

/**
 * Makes the pictures and videos that a held delivery waits for, one after the other, and lets every delivery go on that has
 * all of its own. What is made is kept by its specification, so no second delivery pays for it again.
 */
export const renderForDelivery = async (args: Args): Promise<void> => {
  const { payload, tenant } = args
  const db = poolOf(payload)
  const row = await readDelivery({ db, tenant, id: args.id })
  if (!row || !isWaitingForMedia(row)) return
  for (const id of await readNeeded({ payload, tenant, delivery: row.id })) {
    const found = await claimRendition({ db, tenant, id, now: args.now(), leaseMs })
    if (!found) continue
    if ('claimed' in found) await make(args, found.claimed)
    else if (isGivenUp(found.seen, args.now()))
      await fail(args, found.seen, new Error('It stopped its worker.'))
  }
  await releaseReady({ payload, tenant, now: args.now(), delivery: row.id })
}

/** Begun as often as it may be, and its maker is gone: making it seems to stop the worker. */
const isGivenUp = (seen: Rendition, now: Date): boolean =>
  seen.state === 'rendering' &&
  seen.attempt >= maxAttempts &&
  seen.lease_until !== null &&
  new Date(seen.lease_until) < now

const make = async (args: Args, rendition: Rendition): Promise<void> => {
  const { payload, tenant } = args
  const settings = settingsOf(payload)
  const workDir = await mkdtemp(join(tmpdir(), 'postyard-render-'))
  const lease = holdLease(args, rendition)
  try {
    const made = await makeFile({ payload, settings, rendition, workDir, signal: lease.signal })
    const file = await save({ payload, settings, rendition, made })
    const db = poolOf(payload)
    if (await finishRendition({ db, rendition, state: 'ready', reason: null, file })) {
      await releaseReady({ payload, tenant, now: args.now(), rendition: rendition.id })
    }
  } catch (error) {
    await fail(args, rendition, error)
  } finally {
    lease.end()
    await rm(workDir, { recursive: true, force: true })
  }
}

/** Keeps a file for its maker while it is made; the signal says that another one has it now. */
const holdLease = (args: Args, rendition: Rendition) => {
  const { payload } = args
  const lost = new AbortController()
  const beat = async () => {
    try {
      const now = args.now()
      if (await keepRendition({ db: poolOf(payload), rendition, now, leaseMs })) return
      lost.abort(new Error('Another worker makes this file now.'))
    } catch (err) {
      payload.logger.warn({ err, msg: 'The lease of a rendition could not be kept this time.' })
    }
  }
  const timer = setInterval(beat, heartbeatMs)
  timer.unref()
  return { signal: lost.signal, end: () => clearInterval(timer) }
}

const save = async (args: {
  payload: Payload
  settings: Settings
  rendition: Rendition
  made: Awaited<ReturnType<typeof makeFile>>
}): Promise<ID> => {
  const { payload, settings, rendition, made } = args
  const data = 'data' in made ? made.data : await readFile(made.path)
  const name = `${rendition.kind}-${String(rendition.id).slice(0, 8)}-${rendition.attempt}`
  const doc = (await payload.create({
    collection: settings.mediaSlug,
    data: { alt: made.alt, tenant: rendition.tenant_id } as never,
    file: {
      data: Buffer.from(data),
      mimetype: made.mimeType,
      name: `${name}.${endingOf(made.mimeType)}`,
      size: data.length,
    },
    depth: 0,
  })) as unknown as { id: ID }
  return doc.id
}

/** A fault of the specification ends it at once; any other is tried some times. Either way the deliveries say so. */
const fail = async (args: Args, rendition: Rendition, error: unknown): Promise<void> => {
  const { payload } = args
  const isFinal =
    (isMediaError(error) && error.code !== 'RENDER_FAILED') || rendition.attempt >= maxAttempts
  const sentence = isMediaError(error) ? error.message : 'Something broke while it was made.'
  payload.logger.error({
    err: error,
    msg: 'A picture or video could not be made.',
    rendition: rendition.id,
    tenant: rendition.tenant_id,
  })
  const db = poolOf(payload)
  const isOurs = await finishRendition({
    db,
    rendition,
    state: isFinal ? 'failed' : 'pending',
    reason: sentence,
    file: null,
  })
  if (!isOurs) return
  await tellWaiting({
    payload,
    tenant: rendition.tenant_id,
    rendition: rendition.id,
    reason: await tellFailure(args, rendition, { isFinal, sentence }),
    wakeAt: isFinal ? null : after(args.now(), 60_000 * rendition.attempt),
  })
}

/** Which file it is, what is wrong with it, and what to do. */
const tellFailure = async (
  args: Args,
  { spec, tenant_id: tenant }: Rendition,
  { isFinal, sentence }: { isFinal: boolean; sentence: string },
): Promise<string> => {
  if (spec.kind !== 'conversion') {
    return isFinal
      ? `Its picture or video could not be made: ${sentence} Mend it in the post and distribute it again, or publish now to try once more.`
      : `Making its picture or video failed and is tried again: ${sentence}`
  }
  const { payload } = args
  const settings = settingsOf(payload)
  const [file] = await readMedia({ payload, settings, tenant, ids: [spec.file] })
  const name = file ? `The file "${file.filename}"` : 'A file of this post'
  return isFinal
    ? `${name} could not be brought into a form that this channel takes: ${sentence} Put another one into the post, or publish now to try once more.`
    : `${name} could not be brought into a form that this channel takes; it is tried again. ${sentence}`
}
