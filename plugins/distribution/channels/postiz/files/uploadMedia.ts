import type { MediaFile } from '../../adapter.ts'
import type { Reply } from '../api/callApi.ts'
import type { PostizClient } from '../api/client.ts'
import type { RemoteFile, UploadMemory } from '../api/connection.ts'
import type { StoredImage } from '../api/writePost.ts'
import { describeImage } from './describeImage.ts'

type Args = {
  client: PostizClient
  media: MediaFile[]
  uploads?: UploadMemory
  signal?: AbortSignal
}

const uploadOnce = async (args: Args, file: MediaFile): Promise<Reply<RemoteFile>> => {
  const { client, uploads, signal } = args
  const { id: fileId, version, bytes } = file
  const known = await uploads?.find({ fileId, version, bytes })
  if (known) return { ok: true, value: known, answer: {} }
  const reply = await client.upload({ file, signal })
  if (reply.ok) await uploads?.save({ fileId, version, file: reply.value })
  else await uploads?.giveUp?.({ fileId, version })
  return reply
}

/** Uploads the media of a post in its order, each file only where the organisation does not have it yet. */
export const uploadMedia = async (args: Args): Promise<Reply<StoredImage[]>> => {
  const images: StoredImage[] = []
  for (const file of args.media) {
    const reply = await uploadOnce(args, file)
    if (!reply.ok) return reply
    const { id, path } = reply.value
    images.push(describeImage(file, { id, path }))
  }
  return { ok: true, value: images, answer: {} }
}
