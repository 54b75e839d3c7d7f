import { writeFile } from 'node:fs/promises'
import { asUnreadable, readPicture } from '../readPicture.ts'
import type { Overlay } from './videoSpec.ts'

type Args = {
  overlay: Overlay
  name: 'intro' | 'outro'
  frame: { width: number; height: number }
  output: string
}

/**
 * Brings an overlay's picture to the size of the frame, centred, what is left over transparent, as a PNG of our own
 * making: FFmpeg never sees the file that was handed in.
 *
 * @throws `MEDIA_UNREADABLE`
 */
export const prepareOverlay = async ({
  overlay,
  name,
  frame,
  output,
}: Args): Promise<{ path: string; seconds: number }> => {
  const image = await readPicture({ picture: overlay.image, name })
  const png = await image
    .resize({ ...frame, fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .ensureAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer()
    .catch(asUnreadable(name))
  await writeFile(output, png)
  return { path: output, seconds: overlay.seconds }
}
