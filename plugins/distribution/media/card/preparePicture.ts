import { asUnreadable, readPicture } from '../readPicture.ts'
import type { Picture } from './template.ts'

type CoverArgs = { picture: Uint8Array; width: number; height: number }

/**
 * A photo, cropped from its middle to exactly the size at which the card shows it.
 *
 * @throws `MEDIA_UNREADABLE`
 */
export const coverPhoto = async ({ picture, width, height }: CoverArgs): Promise<Picture> => {
  const image = await readPicture({ picture, name: 'photo' })
  const jpeg = await image
    .resize({ width, height, fit: 'cover' })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 94, chromaSubsampling: '4:4:4' })
    .toBuffer()
    .catch(asUnreadable('photo'))
  return { src: `data:image/jpeg;base64,${jpeg.toString('base64')}`, width, height }
}

/** Twice the largest size at which a logo is shown, so that it stays sharp. */
const LOGO = { width: 440, height: 170 }

/**
 * A logo, within bounds, with its own proportions and transparency.
 *
 * @throws `MEDIA_UNREADABLE`
 */
export const containLogo = async ({ picture }: { picture: Uint8Array }): Promise<Picture> => {
  const image = await readPicture({ picture, name: 'logo' })
  const { data, info } = await image
    .resize({ ...LOGO, fit: 'inside' })
    .png()
    .toBuffer({ resolveWithObject: true })
    .catch(asUnreadable('logo'))
  return {
    src: `data:image/png;base64,${data.toString('base64')}`,
    width: info.width,
    height: info.height,
  }
}
