import type { PayloadRequest, Where } from 'payload'
import type { Settings } from '../../options.ts'
import type { MediaRecord } from '../openMedia.ts'

/** The record that names a file, as its own or as one of its sizes; also one in the bin. */
export const findByFilename = async (args: {
  req: PayloadRequest
  settings: Settings
  filename: string
}): Promise<MediaRecord | undefined> => {
  const { req, settings, filename } = args
  const { imageSizes = [] } = req.payload.collections[settings.mediaSlug]!.config.upload
  const where: Where = {
    or: [
      { filename: { equals: filename } },
      ...imageSizes.map(({ name }) => ({ [`sizes.${name}.filename`]: { equals: filename } })),
    ],
  }
  const found = await req.payload.db.findOne({ collection: settings.mediaSlug, req, where })
  return (found ?? undefined) as unknown as MediaRecord | undefined
}
