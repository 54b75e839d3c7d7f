import type { Refusal } from '../channels/adapter.ts'
import { checkContent } from '../channels/checkContent.ts'
import { brandingCode } from '../channels/postiz/index.ts'
import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import { type PostRecord, readPost } from './readPost.ts'

/** What one channel forbids, and no other one has to wait for. */
export type LeftOut = { channel: Channel; refusal: Pick<Refusal, 'code' | 'message'> }

type Args = {
  context: Pick<OperationContext, 'payload' | 'settings' | 'req'>
  post: PostRecord
  channels: Channel[]
}

/**
 * The channels that forbid what is laid over the video of a post, while there is another one to which it can go: they are
 * refused, and the others go. Where it can go nowhere none is left out, so that the whole is refused.
 *
 * @throws those of `readPost`
 */
export const findLeftOut = async (args: Args): Promise<LeftOut[]> => {
  const { context, post, channels } = args
  const { shown } = await readPost({ context, post })
  if (!shown.superimposed) return []
  const left = channels.flatMap((channel) => {
    const refusal = checkContent(channel, shown).find(({ code }) => code === brandingCode)
    return refusal ? [{ channel, refusal }] : []
  })
  return left.length === channels.length ? [] : left
}

/** The sentence with which a channel is left out; undefined for one that is not. */
export const refusalFor =
  (left: LeftOut[]) =>
  (id: ID): LeftOut['refusal'] | undefined =>
    left.find(({ channel }) => String(channel.id) === String(id))?.refusal
