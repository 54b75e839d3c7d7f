import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Payload } from 'payload'
import type { MediaFile } from '../../channels/adapter.ts'
import type { Settings } from '../../options.ts'
import { renderCard } from '../card/renderCard.ts'
import { convertFile } from '../conversion/convertFile.ts'
import { listMedia, mapMedia } from '../mapMedia.ts'
import { mediaError } from '../mediaError.ts'
import type { MediaId } from '../mediaId.ts'
import { readMedia } from '../openMedia.ts'
import { readPictureFile } from '../readPictureFile.ts'
import { renderVideo } from '../video/renderVideo.ts'
import type { Rendition } from './claimRendition.ts'
import { untilAborted } from './untilAborted.ts'

/** A finished file, by its bytes or by its path in the work folder. */
export type MadeFile = { alt: string; mimeType: string } & ({ data: Uint8Array } | { path: string })

type Args = {
  rendition: Pick<Rendition, 'spec'>
  /** From `readInputs`. */
  inputs: MediaFile[]
  /** An empty folder; whoever gave it removes it. */
  workDir: string
  signal?: AbortSignal
  /** Whole per cent, never falling. */
  onProgress?: (percent: number) => void
}

/**
 * The files that a specification names; those of other tenants are not there.
 *
 * @throws `MEDIA_UNREADABLE`
 */
export const readInputs = async (args: {
  payload: Payload
  settings: Settings
  rendition: Pick<Rendition, 'spec' | 'tenant_id'>
}): Promise<MediaFile[]> => {
  const { payload, settings, rendition } = args
  const ids = listMedia(rendition.spec)
  const files = await readMedia({ payload, settings, tenant: rendition.tenant_id, ids })
  if (files.length !== ids.length) {
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: 'A file that it is made of was removed. Choose another one.',
    })
  }
  return files
}

/** Brings the files into the work folder. */
const fetchInputs = async ({ inputs, workDir, signal }: Args): Promise<Map<string, string>> => {
  const paths = new Map<string, string>()
  for (const [index, file] of inputs.entries()) {
    const path = join(workDir, `input-${index}`)
    const opened = file.open()
    // A storage that answers too late finds nobody.
    opened.then((late) => signal?.aborted && late.destroy()).catch(() => undefined)
    await pipeline(await untilAborted(opened, signal), createWriteStream(path), { signal })
    paths.set(file.id, path)
  }
  return paths
}

/**
 * Makes what a specification asks for.
 *
 * @throws the codes of `mediaError`
 */
export const makeFile = async (args: Args): Promise<MadeFile> => {
  const { rendition, workDir, signal, onProgress } = args
  const { spec } = rendition
  const paths = await fetchInputs(args)
  const pathOf = (id: MediaId): string => paths.get(String(id)) ?? ''
  if (spec.kind === 'conversion') {
    // Its words are those of the file that it stands for, as each post has them.
    const path = pathOf(spec.file)
    const made = await convertFile({ path, conversion: spec, workDir, signal, onProgress })
    return { ...made, alt: '' }
  }
  if (spec.kind === 'video') {
    const mapped = mapMedia(spec, pathOf)
    if (mapped.kind !== 'video') throw new Error('A video became something else.')
    const { path } = await renderVideo(mapped, { workDir, signal, onProgress })
    return { mimeType: 'video/mp4', path, alt: 'Video' }
  }
  const bytes = new Map<string, Buffer>()
  for (const [id, path] of paths) bytes.set(id, await readPictureFile(path))
  const mapped = mapMedia(spec, (id: MediaId) => bytes.get(String(id)) ?? Buffer.alloc(0))
  if (mapped.kind !== 'card') throw new Error('A card became something else.')
  const { brand } = mapped
  if (!brand) throw mediaError({ code: 'CARD_INVALID', message: 'The card bears no brand.' })
  const { data, mimeType } = await renderCard({ ...mapped, brand })
  return { mimeType, data, alt: altOf(spec) }
}

/** The words of a card, for people who cannot see it. */
const altOf = (spec: Extract<Rendition['spec'], { kind: 'card' }>): string =>
  Object.entries(spec.data)
    .filter(([name]) => name !== 'photo')
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((value) => typeof value === 'string')
    .join(', ')
