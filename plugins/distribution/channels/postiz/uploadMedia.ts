import type { MediaFile } from '../adapter.ts'
import type { Reply } from './callApi.ts'
import type { NewPost, PostizClient } from './client.ts'
import type { RemoteFile, UploadMemory } from './connection.ts'

type Args = {
  client: PostizClient
  media: MediaFile[]
  uploads?: UploadMemory
  signal?: AbortSignal
}

type Images = NewPost['images']

const uploadOnce = async (args: Args, file: MediaFile): Promise<Reply<RemoteFile>> => {
  const { id: fileId, version } = file
  const known = await args.uploads?.find({ fileId, version })
  if (known) return { ok: true, value: known, answer: {} }
  const reply = await args.client.upload({ file, signal: args.signal })
  if (reply.ok) await args.uploads?.save({ fileId, version, file: reply.value })
  return reply
}

/** Uploads the media of a post in its order, each file only where the organisation does not have it yet. */
export const uploadMedia = async (args: Args): Promise<Reply<Images>> => {
  const images: Images = []
  for (const file of args.media) {
    const reply = await uploadOnce(args, file)
    if (!reply.ok) return reply
    const { id, path } = reply.value
    images.push({ id, path, ...(file.alt ? { alt: file.alt } : {}) })
  }
  return { ok: true, value: images, answer: {} }
}
