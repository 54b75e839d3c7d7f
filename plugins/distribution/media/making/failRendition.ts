import type { Payload } from 'payload'
import { type ID, poolOf } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { settingsOf } from '../../settings.ts'
import { isMediaError, type MediaErrorCode } from '../mediaError.ts'
import { readMedia } from '../openMedia.ts'
import { finishRendition, maxAttempts, type Rendition } from './claimRendition.ts'
import { tellWaiting } from './waiting.ts'

type Args = { payload: Payload; now: Date; rendition: Rendition; error: unknown }

const minute = 60_000

/** What another try may mend. */
const passing: ReadonlySet<MediaErrorCode> = new Set(['RENDER_FAILED', 'DISK_FULL'])

/**
 * Says that making a file failed. A fault of what it is made of ends it at once; a full disk is waited for; any other is
 * tried some times. Either way the deliveries that wait for it say so.
 */
export const failRendition = async (args: Args): Promise<void> => {
  const { payload, rendition, error, now } = args
  const isFullDisk = isMediaError(error) && error.code === 'DISK_FULL'
  const isFinal =
    !isFullDisk &&
    ((isMediaError(error) && !passing.has(error.code)) || rendition.attempt >= maxAttempts)
  const sentence = isMediaError(error) ? error.message : 'Something broke while it was made.'
  payload.logger.error({
    err: error,
    msg: 'A picture or video could not be made.',
    rendition: rendition.id,
    tenant: rendition.tenant_id,
  })
  const isOurs = await finishRendition({
    db: poolOf(payload),
    rendition,
    state: isFinal ? 'failed' : 'pending',
    reason: sentence,
    file: null,
    isUncounted: isFullDisk,
  })
  if (!isOurs) return
  await tellWaiting({
    payload,
    tenant: rendition.tenant_id,
    rendition: rendition.id,
    reason: await tellFailure({ payload, rendition, isFinal, sentence }),
    wakeAt: isFinal ? null : after(now, minute * (isFullDisk ? 5 : rendition.attempt)),
  })
}

/** Which file it is, what is wrong with it, and what to do. */
export const tellFailure = async (args: {
  payload: Payload
  rendition: Pick<Rendition, 'spec' | 'tenant_id'>
  isFinal: boolean
  sentence: string
}): Promise<string> => {
  const { payload, isFinal, sentence } = args
  const { spec, tenant_id: tenant } = args.rendition
  if (spec.kind !== 'conversion') {
    return isFinal
      ? `Its picture or video could not be made: ${sentence} Mend it in the post and distribute it again, or publish now to try once more.`
      : `Making its picture or video failed and is tried again: ${sentence}`
  }
  const name = await nameFile(payload, tenant, spec.file)
  return isFinal
    ? `${name} could not be brought into a form that this channel takes: ${sentence} Put another one into the post, or publish now to try once more.`
    : `${name} could not be brought into a form that this channel takes; it is tried again. ${sentence}`
}

const nameFile = async (payload: Payload, tenant: ID, id: ID): Promise<string> => {
  const settings = settingsOf(payload)
  const [file] = await readMedia({ payload, settings, tenant, ids: [id] })
  return file ? `The file "${file.filename}"` : 'A file of this post'
}
