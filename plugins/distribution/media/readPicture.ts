import type { Sharp } from 'sharp'
import { mediaError } from './mediaError.ts'
import { readPictureFile } from './readPictureFile.ts'
import { type MediaKind, sniffFile, sniffMedia } from './sniffMedia.ts'

type Args = {
  /** The bytes of the picture, or the path of its file. */
  picture: string | Uint8Array
  /** How a message names it: "photo", "logo", "intro". */
  name: string
}

const PICTURES: ReadonlySet<MediaKind> = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'svg'])
const MAX_PIXELS = 100_000_000

/**
 * Opens a picture upright, after a look at its first bytes. Of an animation it is the first frame.
 *
 * @throws `MEDIA_UNREADABLE` when it is of another type, broken, or larger than 100 megapixels
 */
export const readPicture = async ({ picture, name }: Args): Promise<Sharp> => {
  const kind = await (typeof picture === 'string' ? sniffFile(picture) : sniffMedia(picture))
  if (!PICTURES.has(kind)) {
    const found = kind === 'unknown' ? 'of an unknown kind' : kind.toUpperCase()
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: `The ${name} is not a picture that can be read: it is ${found}. Use JPEG, PNG, WebP, AVIF, GIF or SVG.`,
    })
  }
  const { default: sharp } = await import('sharp')
  // A drawing that is read by its path may show files that lie beside it; from bytes it may show none.
  const source =
    kind === 'svg' && typeof picture === 'string' ? await readPictureFile(picture) : picture
  const image = sharp(source, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' }).autoOrient()
  await image.metadata().catch(asUnreadable(name))
  return image
}

/** For the `catch` of what is done with an opened picture: faults show themselves only when it is decoded. */
export const asUnreadable =
  (name: string) =>
  (cause: unknown): never => {
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: `The ${name} can not be read: it is broken or too large. Save it anew as JPEG or PNG, below 100 megapixels.`,
      cause,
    })
  }
