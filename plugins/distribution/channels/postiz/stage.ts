import type { Outcome, StagedChannel } from '../adapter.ts'
import { check } from './check.ts'
import { createPostizClient } from './client.ts'
import { composeText } from './composeText.ts'
import type { PostizConnection } from './connection.ts'
import { fillSettings } from './fillSettings.ts'
import { isDatePast } from './isDatePast.ts'
import { toOutcome } from './toOutcome.ts'
import { uploadMedia } from './uploadMedia.ts'

type Failed = Extract<Outcome, { kind: 'failed' }>

const refuse = (code: string, message: string): Failed => ({
  kind: 'failed',
  code,
  message,
  answer: {},
})

/**
 * Uploads the media and creates one draft, filed under `draftAt` (to the ms) and marked with `reference` in its
 * settings. The draft publishes nothing, so a second one does no harm; but the (draftAt, integration) of each
 * attempt must be its own, or `look` can't tell them apart.
 *
 * - `unknown`: the draft may exist; `look` for it by `draftAt` and adopt what is found
 * - `retry`: certainly no draft. A failed upload is always this or `failed`; `POSTIZ_DATE_PAST` asks for a new
 *   `draftAt`
 * - `failed`: certainly no draft. All codes of `check`, those of `readError`, `CHANNEL_NOT_CONNECTED`
 */
export const stage: StagedChannel<PostizConnection>['stage'] = async ({
  connection,
  channel,
  content,
  draftAt,
  reference,
  signal,
}) => {
  const { integrationId } = channel
  if (!integrationId) {
    const message = `${channel.name} is not connected to Postiz. Import the channels from Postiz again.`
    return refuse('CHANNEL_NOT_CONNECTED', message)
  }
  const refusals = check({ channel, content })
  if (refusals[0]) {
    return refuse(refusals[0].code, refusals.map(({ message }) => message).join(' '))
  }
  const client = createPostizClient(connection)
  const media = content.media
  const uploaded = await uploadMedia({ client, media, uploads: connection.uploads, signal })
  if (!uploaded.ok) return toOutcome(uploaded)

  const created = await client.createPosts({
    type: 'draft',
    date: draftAt,
    posts: [
      {
        integrationId,
        content: composeText({ channel, content }).html,
        images: uploaded.value,
        settings: { ...fillSettings({ channel, content }), postyardRef: reference },
      },
    ],
    signal,
  })
  const { answer } = created
  if (!created.ok) {
    const { fault } = created
    if (fault.code === 'POSTIZ_NOT_AN_API') return refuse(fault.code, fault.message)
    if (isDatePast(fault)) {
      const message =
        'Postiz refuses a draft whose time is past. It is staged again for a new time.'
      return { kind: 'retry', code: 'POSTIZ_DATE_PAST', message, answer }
    }
    return toOutcome(created)
  }
  const draft = created.value.find(({ integration }) => integration === integrationId)
  if (draft) return { kind: 'staged', draftId: draft.postId, answer }
  const message = 'Postiz took the draft, but did not name it. It is looked up.'
  return { kind: 'unknown', code: 'POSTIZ_ANSWER_UNREADABLE', message, answer }
}
