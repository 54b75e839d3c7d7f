import { readFile, stat } from 'node:fs/promises'
import { mediaError } from './mediaError.ts'

/** More than a picture of 100 megapixels has in any form that is sensible; a film that is named as one has more. */
export const mostPictureBytes = 200 * 1024 ** 2

/**
 * The bytes of a picture that is to be drawn into a card.
 *
 * @throws `MEDIA_UNREADABLE` where there are more than the memory should hold
 */
export const readPictureFile = async (path: string): Promise<Buffer> => {
  const { size } = await stat(path)
  if (size <= mostPictureBytes) return readFile(path)
  throw mediaError({
    code: 'MEDIA_UNREADABLE',
    message: `A picture of the card has ${Math.round(size / 1024 ** 2)} MB, and at most 200 MB are read. Choose a smaller one.`,
  })
}
