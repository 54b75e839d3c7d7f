import { asUnreadable, readPicture } from '../readPicture.ts'
import type { VideoSpec } from './videoSpec.ts'

type Args = {
  picture: string | Uint8Array
  /** What it is, for a message. */
  name: string
  spec: Pick<VideoSpec, 'frame'> & { background: string; fit: 'pad' | 'crop' }
}

/**
 * A picture as a whole frame of the video, as PNG: padded or cropped to it as clips are.
 *
 * @throws `MEDIA_UNREADABLE`
 */
export const drawFrame = async ({ picture, name, spec }: Args): Promise<Buffer> => {
  const { frame, background, fit } = spec
  const image = await readPicture({ picture, name })
  return image
    .resize({ ...frame, fit: fit === 'crop' ? 'cover' : 'contain', background })
    .flatten({ background })
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer()
    .catch(asUnreadable(name))
}
