import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Payload } from 'payload'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { changeState, system } from '../model/changeState.ts'
import { readDelivery } from '../model/claimDelivery.ts'
import { type ID, inTransaction, poolOf, rows, sql } from '../model/database.ts'
import { after, patience } from '../model/deadlines.ts'
import { isWaitingForMedia, mediaFailedCode, reasons } from '../model/reasons.ts'
import type { Settings } from '../options.ts'
import { settingsOf } from '../settings.ts'
import { makeFile } from './makeFile.ts'
import { isMediaError } from './mediaError.ts'
import { claimRendition, finishRendition, maxAttempts, type Rendition } from './renditions.ts'

type Args = { payload: Payload; tenant: ID; id: ID; now: () => Date }

/** How long making one file may take, in milliseconds; then another worker may try. */
const leaseMs = 20 * 60_000

/**
 * Makes the picture or video that a held delivery waits for, and lets every delivery that waits for it go on. What is
 * made is kept by its specification, so no second delivery pays for it again.
 */
export const renderForDelivery = async (args: Args): Promise<void> => {
  const { payload, tenant } = args
  const db = poolOf(payload)
  const row = await readDelivery({ db, tenant, id: args.id })
  if (!row || !isWaitingForMedia(row) || row.rendition_id === null) return
  const found = await claimRendition({ db, tenant, id: row.rendition_id, now: args.now(), leaseMs })
  if (!found) return
  if ('seen' in found) {
    const { seen } = found
    if (seen.state === 'ready') await release(args, seen)
    else if (isGivenUp(seen, args.now()))
      await fail(args, seen, new Error('It stopped its worker.'))
    return
  }
  await make(args, found.claimed)
}

/** Begun as often as it may be, and its maker is gone: making it seems to stop the worker. */
const isGivenUp = (seen: Rendition, now: Date): boolean =>
  seen.state === 'rendering' &&
  seen.attempt >= maxAttempts &&
  seen.lease_until !== null &&
  new Date(seen.lease_until) < now

const make = async (args: Args, rendition: Rendition): Promise<void> => {
  const { payload } = args
  const settings = settingsOf(payload)
  const workDir = await mkdtemp(join(tmpdir(), 'postyard-render-'))
  try {
    const made = await makeFile({ payload, settings, rendition, workDir })
    const file = await save({ payload, settings, rendition, made })
    const db = poolOf(payload)
    if (await finishRendition({ db, rendition, state: 'ready', reason: null, file })) {
      await release(args, rendition)
    }
  } catch (error) {
    await fail(args, rendition, error)
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
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
      name: `${name}.${made.mimeType === 'video/mp4' ? 'mp4' : 'png'}`,
      size: data.length,
    },
    depth: 0,
  })) as unknown as { id: ID }
  return doc.id
}

/** Those that wait for this file go on to their time, and at once where that is near. */
const release = (args: Args, rendition: Rendition): Promise<void> =>
  inTransaction({ payload: args.payload }, async ({ db }) => {
    const now = args.now()
    const waiting = await rows<{ id: ID }>(
      db,
      sql`
        select id from postyard_deliveries
        where rendition_id = ${rendition.id} and tenant_id = ${rendition.tenant_id} and state = 'held'
          and reason_code in (${reasons.renderPending.code}, ${mediaFailedCode})`,
    )
    const freed = await changeState({
      db,
      tenant: rendition.tenant_id,
      ids: waiting.map((row) => row.id),
      from: ['held'],
      to: 'scheduled',
      reason: {
        code: 'MEDIA_READY',
        message: 'Its picture or video is made; it goes out at its time.',
      },
      actor: system,
      set: {
        wakeAt: sql`greatest(scheduled_at - case when kind = 'postiz'
          then ${`${settingsOf(args.payload).stageLeadMinutes} minutes`}::interval else interval '0' end,
          ${now.toISOString()}::timestamptz)`,
        deadlineAt: sql`scheduled_at + ${`${patience.held} milliseconds`}::interval`,
      },
    })
    await wakeSoon({
      payload: args.payload,
      db,
      now,
      ids: freed.map((row) => row.id),
    })
  })

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
  const now = args.now()
  const wakeAt = isFinal ? null : after(now, 60_000 * rendition.attempt)
  await db.execute(sql`
    update postyard_deliveries
    set reason_code = ${mediaFailedCode}, updated_at = clock_timestamp(),
        reason = ${
          isFinal
            ? `Its picture or video could not be made: ${sentence} Mend it in the post and distribute it again, or publish now to try once more.`
            : `Making its picture or video failed and is tried again: ${sentence}`
        },
        wake_at = ${wakeAt?.toISOString() ?? null}
    where rendition_id = ${rendition.id} and tenant_id = ${rendition.tenant_id} and state = 'held'
      and reason_code in (${reasons.renderPending.code}, ${mediaFailedCode})`)
}
