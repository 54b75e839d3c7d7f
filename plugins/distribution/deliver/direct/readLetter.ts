import { buffer } from 'node:stream/consumers'
import type { Content, MediaFile } from '../../channels/adapter.ts'
import { cidOf, composeLetter, type Letter, type LetterFile } from '../../channels/email/index.ts'
import { tellFault } from '../../tellFault.ts'
import type { Loaded } from '../loadDelivery.ts'

/** The letter with its files in hand, since each mail carries them. */
const readFiles = async (content: Content): Promise<Letter<LetterFile>> => {
  const letter = composeLetter(content, (file: MediaFile) => file)
  const files = await Promise.all(
    letter.files.map(async (file, index) => ({
      cid: cidOf(index),
      name: file.filename,
      mimeType: file.mimeType,
      bytes: await buffer(await file.open()),
    })),
  )
  return { ...letter, files }
}

/** A file that can't be read now may be another time; nothing was sent by then. */
export const readLetter = async (
  { payload, row }: Loaded,
  content: Content,
): Promise<
  { letter: Letter<LetterFile> } | { fault: { code: 'MEDIA_UNREADABLE'; message: string } }
> => {
  try {
    return { letter: await readFiles(content) }
  } catch (error) {
    const fault = tellFault(error)
    payload.logger.warn({ tenant: row.tenant_id, delivery: row.id }, `A file to mail: ${fault}`)
    const message = 'A file of the post could not be read. Check the media storage.'
    return { fault: { code: 'MEDIA_UNREADABLE', message } }
  }
}
