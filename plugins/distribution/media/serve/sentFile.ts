import type { Payload } from 'payload'
import type { Settings } from '../../options.ts'
import { type MediaRecord, openMedia, versionOf } from '../openMedia.ts'
import type { SentFile } from './answerFile.ts'

/** A file of a record as the doors send it: itself or one of its sizes; undefined where the record has none of that name. */
export const sentFile = (args: {
  payload: Payload
  settings: Settings
  record: MediaRecord
  filename: string
}): SentFile | undefined => {
  const { record, filename } = args
  const found = [record, ...Object.values(record.sizes ?? {})].find(
    (each) => each?.filename === filename,
  )
  if (!found?.mimeType || typeof found.filesize !== 'number') return undefined
  return {
    filename,
    mimeType: found.mimeType,
    bytes: found.filesize,
    version: found === record ? versionOf(record) : `${versionOf(record)}:${filename}`,
    modified: new Date(record.updatedAt),
    open: (range) => openMedia({ ...args, range }),
  }
}
