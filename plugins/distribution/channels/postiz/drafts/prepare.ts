import type { Outcome, PreparedPost, StagedChannel } from '../../adapter.ts'
import { createPostizClient } from '../api/client.ts'
import type { PostizConnection } from '../api/connection.ts'
import { toOutcome } from '../api/toOutcome.ts'
import type { NewPost } from '../api/writePost.ts'
import { check } from '../check/check.ts'
import { uploadMedia } from '../files/uploadMedia.ts'
import { filesOf } from '../text/layOutPost.ts'
import { composePost } from './composePost.ts'

/** A post of a creating request, with the name by which Postiz may speak of its account. */
export type PreparedPostizPost = PreparedPost & { post: NewPost; name: string }

const refuse = (code: string, message: string): Extract<Outcome, { kind: 'failed' }> => ({
  kind: 'failed',
  code,
  message,
  answer: {},
})

/**
 * Holds a content against the rules of its channel, uploads its media and lays it out, marked with `reference` in its
 * settings. Nothing of it is seen outside, so no fault is ever `unknown`.
 *
 * - `retry`: a failed upload, worth another attempt
 * - `failed`: all codes of `check`, `CHANNEL_NOT_CONNECTED`, what Postiz says of a file that it does not take
 */
export const prepare: StagedChannel<PostizConnection, PreparedPostizPost>['prepare'] = async ({
  connection,
  channel,
  content,
  reference,
  signal,
}) => {
  const { integrationId, name } = channel
  if (!integrationId) {
    const message = `${name} is not connected to Postiz. Import the channels from Postiz again.`
    return refuse('CHANNEL_NOT_CONNECTED', message)
  }
  const refusals = check({ channel, content })
  if (refusals[0]) {
    return refuse(refusals[0].code, refusals.map(({ message }) => message).join(' '))
  }
  const client = createPostizClient(connection)
  const media = filesOf(content)
  const uploaded = await uploadMedia({ client, media, uploads: connection.uploads, signal })
  if (!uploaded.ok) {
    const outcome = toOutcome(uploaded)
    return outcome.kind === 'unknown' ? { ...outcome, kind: 'retry' } : outcome
  }
  const post = composePost({
    channel: { ...channel, integrationId },
    content,
    images: uploaded.value,
    reference,
  })
  const bytes = Buffer.byteLength(JSON.stringify(post))
  return { kind: 'prepared', post: { account: integrationId, name, bytes, post } }
}
