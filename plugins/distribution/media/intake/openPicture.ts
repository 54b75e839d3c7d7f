import type { Metadata, Sharp, SharpOptions } from 'sharp'
import { mediaError } from '../mediaError.ts'
import { sniffFile } from '../sniffMedia.ts'
import { drawBitmap } from './drawBitmap.ts'

/** A picture that can be decoded, and how to begin with it any number of times. */
export type OpenedPicture = {
  metadata: Metadata
  /** Width and height upright, of one frame. */
  width: number
  height: number
  /** Upright; every frame where `isWhole`, else the first. */
  read: (options?: { isWhole?: boolean }) => Sharp
}

type Args = {
  path: string
  /** Where a BMP's pixels may be written down: a path that nothing has yet. */
  scratch: string
  signal?: AbortSignal
}

const mostPixels = 100_000_000

/** All pictures of a moving one together. */
const mostMovingPixels = 400_000_000

const limits: SharpOptions = { limitInputPixels: mostPixels, failOn: 'truncated' }

/**
 * Opens a picture of any kind that this machine reads, and decodes it once, since many faults show only then.
 *
 * @throws `MEDIA_UNREADABLE` where it is broken, cut off, larger than 100 megapixels or of a kind that is not read here
 */
export const openPicture = async (args: Args): Promise<OpenedPicture> => {
  const kind = await sniffFile(args.path)
  if (kind === 'bmp') await drawBitmap({ ...args, output: args.scratch })
  const path = kind === 'bmp' ? args.scratch : args.path
  const { default: sharp } = await import('sharp')
  try {
    const metadata = await sharp(path, limits).metadata()
    const { width, height } = metadata.autoOrient
    if (width * height * (metadata.pages ?? 1) > mostMovingPixels)
      throw new Error(`It has ${metadata.pages} pictures of ${width} × ${height}.`)
    await sharp(path, limits).resize(32, 32, { fit: 'inside' }).raw().toBuffer()
    return {
      metadata,
      width,
      height,
      read: ({ isWhole = false } = {}) =>
        sharp(path, { ...limits, animated: isWhole }).autoOrient(),
    }
  } catch (cause) {
    const message =
      kind === 'heic'
        ? 'Pictures in HEIC can not be read here. Save it as JPEG; a phone does that when it is set to "most compatible".'
        : 'It is broken, cut off, or larger than 100 megapixels, or moves too long. Save it anew, as JPEG or PNG.'
    throw mediaError({ code: 'MEDIA_UNREADABLE', message, cause })
  }
}
