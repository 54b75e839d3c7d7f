import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  APIError,
  type CollectionBeforeChangeHook,
  type CollectionBeforeOperationHook,
  type PayloadRequest,
} from 'payload'
import { isMediaError } from '../mediaError.ts'
import { hashBytes, hashFile } from '../renderKey.ts'
import { type Look, lookInto } from './lookInto.ts'

type File = NonNullable<PayloadRequest['file']>

/** What was seen in the file that a request brings, until its record is written. */
const looks = new WeakMap<PayloadRequest, Look>()

const isMedia = ({ mimetype, name }: File): boolean =>
  /^(?:image|video)\//.test(mimetype ?? '') && !/\.svg$/i.test(name) && !/svg/.test(mimetype)

const look = async (file: File): Promise<Look> => {
  const workDir = await mkdtemp(join(tmpdir(), 'postyard-intake-'))
  try {
    const path = file.tempFilePath || join(workDir, 'upload')
    if (!file.tempFilePath) await writeFile(path, file.data)
    return await lookInto({ path, mimeType: file.mimetype, workDir })
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
}

/**
 * Refuses a picture or video that cannot be used as soon as it is uploaded, with its code: nobody finds out when it is due.
 * Where FFmpeg is missing, videos are taken unseen.
 *
 * @throws APIError (400) with `data.code`: `MEDIA_UNREADABLE`
 */
export const inspectUpload: CollectionBeforeOperationHook = async ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  const { file } = req
  const isWrite = operation === 'create' || operation === 'update'
  // Whoever may not upload is refused next; nothing is spent on them.
  if (!file || !isWrite || !isMedia(file) || (!overrideAccess && !req.user)) return args
  try {
    looks.set(req, await look(file))
  } catch (error) {
    if (!isMediaError(error)) throw error
    if (error.code === 'FFMPEG_NOT_FOUND') {
      req.payload.logger.warn({ err: error, msg: 'A video is taken without a look into it.' })
      return args
    }
    throw new APIError(
      `The file "${file.name}" can not be used. ${error.message}`,
      400,
      { code: error.code },
      true,
    )
  }
  return args
}

const hashOf = async (file: File): Promise<string> =>
  file.tempFilePath && file.data.length === 0 ? hashFile(file.tempFilePath) : hashBytes(file.data)

/** Writes what was seen in the file, and the hash of its bytes, onto its record. */
export const keepLook: CollectionBeforeChangeHook = async ({ data, req }) => {
  const { file } = req
  if (!file || !isMedia(file)) return data
  const seen = looks.get(req)
  looks.delete(req)
  return {
    ...data,
    sha256: await hashOf(file),
    seconds: null,
    facts: null,
    ...(seen ?? {}),
  }
}
