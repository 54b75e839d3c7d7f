import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sharp } from 'sharp'
import type { Conversion } from '../../channels/adapter.ts'
import { scaleFor } from '../../channels/scaleFor.ts'
import { type OpenedPicture, openPicture } from '../intake/openPicture.ts'
import { mediaError } from '../mediaError.ts'
import { endingOf } from '../mediaTypes.ts'
import { type MediaKind, sniffFile } from '../sniffMedia.ts'

type Args = {
  path: string
  conversion: Conversion
  /** An existing folder, into which the picture is put. */
  workDir: string
  signal?: AbortSignal
}

export type ConvertedFile = { path: string; mimeType: string }

type Try = { mimeType: string; quality: number; scale: number; isMoving: boolean }

const qualities = [90, 82, 74]

/** Each with the one before it as its measure: first the finer grain goes, then the size. */
const scales = [1, 0.8, 0.64, 0.5, 0.4, 0.32, 0.25]

const encoders: Record<string, (image: Sharp, quality: number) => Sharp> = {
  'image/jpeg': (image, quality) =>
    image.flatten({ background: '#ffffff' }).jpeg({ quality, chromaSubsampling: '4:4:4' }),
  'image/png': (image) => image.png({ compressionLevel: 9 }),
  'image/webp': (image, quality) => image.webp({ quality }),
  'image/gif': (image) => image.gif(),
}

type Types = { first: string[]; ladder: string[]; isMoving: boolean }

/** The types in which a picture is tried, the best first. */
const chooseTypes = async (
  opened: OpenedPicture,
  kind: MediaKind,
  isTaken: (type: string) => boolean,
): Promise<Types> => {
  const { pages = 1, hasAlpha } = opened.metadata
  if (pages > 1 && kind !== 'tiff' && isTaken('image/gif'))
    return { first: [], ladder: ['image/gif'], isMoving: true }
  const isLossless = kind === 'png' || kind === 'bmp' || kind === 'tiff'
  const isClear = hasAlpha === true && !(await opened.read().stats()).isOpaque
  const ladder = isClear
    ? ['image/webp', 'image/png', 'image/jpeg']
    : ['image/jpeg', 'image/webp', 'image/png']
  return {
    first: (isClear || isLossless ? ['image/png'] : []).filter(isTaken),
    ladder: ladder.filter(isTaken),
    isMoving: false,
  }
}

const listTries = ({ first, ladder: [type], isMoving }: Types): Try[] => {
  const whole = first.map((mimeType) => ({ mimeType, quality: 100, scale: 1, isMoving }))
  if (!type) return whole
  const isLossy = type === 'image/jpeg' || type === 'image/webp'
  const steps = isLossy ? qualities : [100]
  return [
    ...whole,
    ...scales.flatMap((scale) =>
      steps.map((quality) => ({ mimeType: type, quality, scale, isMoving })),
    ),
  ]
}

/**
 * Brings a picture into a form that is taken, and keeps its look: upright, in sRGB with 8 bits, moving where it moved, clear
 * where it was clear as far as the types allow it, else on white. Only what is too large loses quality, then size. The
 * file's own metadata (place, device) are left behind.
 *
 * @throws `MEDIA_UNREADABLE`, `MEDIA_TOO_LARGE`
 */
export const convertPicture = async (args: Args): Promise<ConvertedFile> => {
  const { path, conversion, workDir, signal } = args
  const opened = await openPicture({ path, scratch: join(workDir, 'bitmap.png'), signal })
  const isTaken = (type: string) => conversion.types.includes(type)
  const types = await chooseTypes(opened, await sniffFile(path), isTaken)
  const base = scaleFor(opened, conversion)
  for (const one of listTries(types)) {
    signal?.throwIfAborted()
    const output = join(workDir, `converted.${endingOf(one.mimeType)}`)
    await write({ opened, one, base, output })
    if ((await stat(output)).size <= conversion.maxBytes)
      return { path: output, mimeType: one.mimeType }
  }
  throw mediaError({
    code: 'MEDIA_TOO_LARGE',
    message: `It can not be made smaller than ${describeBytes(conversion.maxBytes)} without spoiling it. Use a smaller one.`,
  })
}

const write = async (args: {
  opened: OpenedPicture
  one: Try
  base: number
  output: string
}): Promise<void> => {
  const { opened, one, base, output } = args
  const scale = base * one.scale
  const image = opened.read({ isWhole: one.isMoving })
  const sized =
    scale < 1
      ? image.resize({
          width: Math.max(1, Math.floor(opened.width * scale)),
          height: Math.max(1, Math.floor(opened.height * scale)),
          fit: 'inside',
        })
      : image
  const encode = encoders[one.mimeType]
  if (!encode) throw new Error(`Nothing writes ${one.mimeType}.`)
  try {
    await encode(sized.toColourspace('srgb'), one.quality).toFile(output)
  } catch (cause) {
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: 'It is broken: it can not be decoded to its end. Save it anew, as JPEG or PNG.',
      cause,
    })
  }
}

/** Megabytes as platforms count them, for people. */
export const describeBytes = (bytes: number): string =>
  `${Number((bytes / 1024 ** 2).toFixed(bytes < 10 * 1024 ** 2 ? 1 : 0))} MB`
