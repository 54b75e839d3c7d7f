import { open } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { Readable } from 'node:stream'
import type { Payload, PayloadRequest } from 'payload'
import type { MediaFacts, MediaFile } from '../channels/adapter.ts'
import { type ID, parseId } from '../model/database.ts'
import type { Settings } from '../options.ts'
import { fileMissing, openRemote } from './storage/openRemote.ts'

/** A record of the host's upload collection. */
export type MediaRecord = {
  id: ID
  filename: string
  mimeType: string
  filesize: number
  updatedAt: string
  width?: number | null
  height?: number | null
  seconds?: number | null
  facts?: MediaFacts | null
  sha256?: string | null
  alt?: string | null
  sizes?: Record<
    string,
    { filename?: string | null; mimeType?: string | null; filesize?: number | null } | null
  > | null
}

/** Where a file lies on this machine's disk; undefined where a storage adapter keeps it elsewhere. */
export const mediaPath = (
  payload: Payload,
  settings: Settings,
  filename: string,
): string | undefined => {
  const { upload } = payload.collections[settings.mediaSlug]!.config
  if (upload.disableLocalStorage) return undefined
  const folder = resolve(upload.staticDir ?? settings.mediaSlug)
  const path = join(folder, filename)
  if (!path.startsWith(folder + sep))
    throw new Error(`"${filename}" lies outside the media folder.`)
  return path
}

type Range = { start: number; end: number }

type OpenArgs = {
  payload: Payload
  settings: Settings
  record: MediaRecord
  /** One of its sizes. @default the file itself */
  filename?: string
  /** Both ends are of the part, counted in bytes from 0. Nothing before it is read. */
  range?: Range
}

/**
 * Opens a file of a media record, wherever the host's upload adapter keeps it.
 *
 * @throws FILE_MISSING where it is not there: that is no empty stream
 */
export const openMedia = async (args: OpenArgs): Promise<Readable> => {
  const { payload, settings, record, filename = record.filename, range } = args
  const path = mediaPath(payload, settings, filename)
  if (path === undefined) return openRemote({ ...args, filename })
  const file = await open(/* turbopackIgnore: true */ path).catch((error: unknown) => {
    throw isNotThere(error) ? fileMissing(filename, error) : error
  })
  return file.createReadStream(range)
}

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Reads the media records of a tenant, in the order asked for. Those that are not there are left out. With `req`,
 * reads inside its transaction: whoever holds one must not wait for a second connection.
 */
export const readMedia = async (args: {
  payload: Payload
  settings: Settings
  tenant: ID
  ids: ID[]
  req?: PayloadRequest
}): Promise<MediaFile[]> => {
  const { payload, settings, tenant, ids, req } = args
  const known = ids.flatMap((id) => parseId(payload, id) ?? [])
  if (known.length === 0) return []
  const { docs } = await payload.find({
    collection: settings.mediaSlug,
    where: { and: [{ id: { in: known } }, { tenant: { equals: tenant } }] },
    depth: 0,
    pagination: false,
    req,
  })
  const byId = new Map((docs as unknown as MediaRecord[]).map((doc) => [String(doc.id), doc]))
  return ids.flatMap((id) => {
    const record = byId.get(String(id))
    return record ? [toMediaFile({ payload, settings, record })] : []
  })
}

/** Files of equal bytes have one version. What was stored before files were hashed is known by its record. */
export const versionOf = ({ id, filename, filesize, updatedAt, sha256 }: MediaRecord): string =>
  sha256 ? `sha256:${sha256}` : [id, filename, filesize, updatedAt].join(':')

const toMediaFile = (args: {
  payload: Payload
  settings: Settings
  record: MediaRecord
}): MediaFile => ({
  id: String(args.record.id),
  version: versionOf(args.record),
  filename: args.record.filename,
  mimeType: args.record.mimeType,
  bytes: args.record.filesize,
  width: args.record.width,
  height: args.record.height,
  seconds: args.record.seconds,
  facts: args.record.facts,
  alt: args.record.alt,
  open: () => openMedia(args),
})
