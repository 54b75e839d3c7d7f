import { randomBytes, randomUUID } from 'node:crypto'
import { type Answer, json, withMsg } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import type { Dimensions } from '../rules/checkMedia.ts'
import { maxBytesOf, sniffType } from '../rules/sniffType.ts'
import { addMedia } from '../store/media.ts'

type Args = Pick<Call, 'sandbox' | 'organisation'> & { bytes: Uint8Array }

/** Keeps a file whose first bytes say that it is of a known type and whose size is allowed. */
export async function storeFile({ sandbox, organisation, bytes }: Args): Promise<Answer> {
  const type = sniffType(bytes)
  if (!type) return withMsg(400, 'Unsupported file type.')
  if (bytes.length > maxBytesOf(type))
    return withMsg(400, `File size exceeds the maximum allowed size of ${maxBytesOf(type)} bytes.`)
  const day = new Date(sandbox.now()).toISOString().slice(0, 10).replaceAll('-', '/')
  const name = `${randomBytes(16).toString('hex')}.${type.extension}`
  const media = {
    id: randomUUID(),
    path: `/uploads/${day}/${name}`,
    organisation: organisation.id,
    mime: type.mime,
    dimensions: type.mime.startsWith('image/') ? await measurePicture(bytes) : null,
    bytes,
  }
  addMedia(sandbox.store, media)
  return json(201, {
    id: media.id,
    name,
    originalName: null,
    path: `${sandbox.publicUrl}${media.path}`,
    thumbnail: null,
    alt: null,
  })
}

async function measurePicture(bytes: Uint8Array): Promise<Dimensions | null> {
  const { default: sharp } = await import('sharp')
  try {
    const { width, height } = await sharp(bytes).metadata()
    return { width, height }
  } catch {
    // Postiz looks at the first bytes only, so a broken picture is stored all the same.
    return null
  }
}
