import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { canonicalJson } from '../canonicalJson.ts'
import { mapMedia } from './mapMedia.ts'
import type { MediaId } from './mediaId.ts'
import type { MadeSpec } from './spec.ts'

/** Raised with every change that gives other bytes for the same data: what was rendered before is then made anew. */
export const RENDERER_VERSION = { card: 2, video: 2, conversion: 1 } as const

type Args = {
  spec: MadeSpec
  /** The SHA-256 of each file that the spec names, as hex, from `hashFile` or `hashBytes`. */
  hashOf: (id: MediaId) => string
}

/**
 * The key under which a rendering is kept: equal for equal contents, whatever the ids, names and order of properties
 * are, so that nothing is rendered twice. A card must bear its brand, since its look depends on it.
 */
export const renderKey = ({ spec, hashOf }: Args): string => {
  if (spec.kind === 'card' && !spec.brand)
    throw new TypeError('renderKey: put the tenant’s brand into the card first.')
  const content = { version: RENDERER_VERSION[spec.kind], spec: mapMedia(spec, hashOf) }
  return `${spec.kind}-${createHash('sha256').update(canonicalJson(content)).digest('hex')}`
}

/** The SHA-256 of a file, as hex. */
export const hashFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** The SHA-256 of bytes, as hex. */
export const hashBytes = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')
