import { randomUUID } from 'node:crypto'
import { open, realpath } from 'node:fs/promises'
import { basename, extname, join, sep } from 'node:path'
import type { Payload } from 'payload'
import { endingOf, mediaTypes, typeOfKind } from '../../media/mediaTypes.ts'
import { readMedia } from '../../media/openMedia.ts'
import { sniffMedia } from '../../media/sniffMedia.ts'
import { type ID, parseId } from '../../model/database.ts'
import type { ItemRow, SeriesRecord } from '../../model/series.ts'
import { settingsOf } from '../../settings.ts'
import { codeOf, isNotThere } from '../sources/fileFault.ts'
import { openFolder } from '../sources/readFolder.ts'
import { fetchPicture } from './fetchPicture.ts'

/** A file as an upload brings it. */
export type Upload = { data: Buffer; name: string; mimetype: string; size: number }

/**
 * What an item shows: nothing, a file of the media library, or one that is to be taken in. `broken`: the item is to be
 * mended; `passing`: it is tried again; `lost`: nothing can be said of it for now, and it has no part in that.
 */
export type Image =
  | { kind: 'none' }
  | { kind: 'media'; id: ID }
  | { kind: 'file'; file: Upload }
  | { kind: 'broken'; code: string; message: string }
  | { kind: 'passing'; code: string; message: string }
  | { kind: 'lost'; code: string; message: string }

type Args = {
  payload: Payload
  tenant: ID
  series: Pick<SeriesRecord, 'source'>
  item: Pick<ItemRow, 'image'>
  /** The folder of the tenant, relative to the content root. */
  folder: string | null
}

const maxBytes = 50 * 1024 ** 2

const broken = (code: string, message: string): Image => ({ kind: 'broken', code, message })

const missing = (image: string) =>
  broken(
    'ITEM_IMAGE_MISSING',
    `Its picture "${image}" is not there. Put it there, or name another one; then put the item back.`,
  )

const toUpload = (data: Buffer, named: string): Image => {
  const kind = sniffMedia(data)
  const mimetype = kind === 'unknown' ? '' : typeOfKind(kind, '')
  if (!mediaTypes.includes(mimetype)) {
    return broken(
      'ITEM_IMAGE_BROKEN',
      `Its picture "${named}" is no picture or video that is known here. Save it as PNG or JPEG; then put the item back.`,
    )
  }
  const bare = basename(named, extname(named)).replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
  const ending = endingOf(mimetype)
  // Folders are full of a first and a second picture: a name that is free at once spares the search for one.
  const own = `${bare.slice(0, 80) || 'picture'}-${randomUUID().slice(0, 8)}`
  const name = `${own}${ending === 'bin' ? extname(named) : `.${ending}`}`
  return { kind: 'file', file: { data, name, mimetype, size: data.length } }
}

/** The folders in which the pictures of a series may lie: its own, and that of its tenant. */
const foldersOf = async (contentRoot: string, { series, folder }: Args): Promise<string[]> => {
  if (series.source.kind !== 'folder') return []
  const own = await openFolder(contentRoot, series.source.path)
  if (own === undefined) return []
  const whole = folder === null ? undefined : await openFolder(contentRoot, folder)
  return whole === undefined ? [own] : [own, whole]
}

const readFromFolder = async (args: Args, image: string): Promise<Image> => {
  const { contentRoot } = settingsOf(args.payload).series
  if (args.series.source.kind !== 'folder') return missing(image)
  const folders =
    contentRoot === undefined ? [] : await foldersOf(contentRoot, args).catch((): string[] => [])
  // A folder that is lost for a while, with its disk, says nothing of its items.
  if (contentRoot === undefined || folders.length === 0) {
    const message = 'The folder of this series cannot be read. It is tried again by itself.'
    return { kind: 'lost', code: 'FOLDER_UNREADABLE', message }
  }
  try {
    const path = await realpath(join(contentRoot, image))
    // A link that leads out of them, or into the folder of somebody else, names no picture.
    if (!folders.some((folder) => path.startsWith(folder + sep))) return missing(image)
    const file = await open(/* turbopackIgnore: true */ path)
    try {
      const stats = await file.stat()
      if (!stats.isFile()) return missing(image)
      const { size } = stats
      if (size > maxBytes) {
        const message = `Its picture "${image}" is larger than 50 MB. Make it smaller; then put the item back.`
        return broken('ITEM_IMAGE_BROKEN', message)
      }
      return toUpload(await file.readFile(), image)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isNotThere(error)) return missing(image)
    const message = `Its picture "${image}" cannot be read (${codeOf(error)}). It is tried again by itself.`
    return { kind: 'passing', code: 'ITEM_IMAGE_UNREADABLE', message }
  }
}

const readFromLibrary = async ({ payload, tenant }: Args, image: string): Promise<Image> => {
  const id = parseId(payload, image.slice('media:'.length))
  const settings = settingsOf(payload)
  const found = id === undefined ? [] : await readMedia({ payload, settings, tenant, ids: [id] })
  return id === undefined || found.length === 0 ? missing(image) : { kind: 'media', id }
}

const readFromAddress = async ({ payload }: Args, image: string): Promise<Image> => {
  const { receivers: reach } = settingsOf(payload)
  const found = await fetchPicture({ url: image, reach, timeoutMs: 20_000, maxBytes })
  if (found.kind === 'fetched') return toUpload(found.data, new URL(image).pathname)
  const message = `Its picture could not be fetched: ${found.message}`
  return found.kind === 'passing'
    ? { kind: 'passing', code: 'ITEM_IMAGE_UNREACHABLE', message }
    : broken('ITEM_IMAGE_MISSING', `${message} Name another one; then put the item back.`)
}

/** Reads the picture of an item from where it lies: the content folder, the media library, or an address. */
export const readImage = async (args: Args): Promise<Image> => {
  const { image } = args.item
  if (image === null || image === '') return { kind: 'none' }
  if (image.startsWith('media:') && args.series.source.kind === 'query')
    return readFromLibrary(args, image)
  return /^https?:\/\//i.test(image) ? readFromAddress(args, image) : readFromFolder(args, image)
}
