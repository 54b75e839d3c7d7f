import type { RemoteState, StagedChannel } from '../adapter.ts'
import type { Reply } from './callApi.ts'
import { createPostizClient } from './client.ts'
import type { PostizConnection } from './connection.ts'
import { findDraft } from './findDraft.ts'
import { readState } from './readState.ts'

const aroundMs = 1000

const dayMs = 24 * 60 * 60_000

/** How far a person may have moved a draft in time for it still to be found. */
const widelyMs = { before: 30 * dayMs, after: 400 * dayMs }

const failToLook = ({ fault, answer }: Extract<Reply<unknown>, { ok: false }>): RemoteState => {
  const { code, message, retryAfterMs } = fault
  return {
    kind: 'unreachable',
    code,
    message,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    answer,
  }
}

/**
 * Reads where a staged post stands, and why it failed where it did. It changes nothing and costs no counted
 * request.
 *
 * Found by `draftAt` and the channel's integration; where `draftId` is given, by that id alone, wherever in
 * time somebody has moved it inside Postiz. `absent` is certain for a draft whose id is known; without one, a
 * slow request may still create it (wait longer than a minute after staging).
 */
export const look: StagedChannel<PostizConnection>['look'] = async ({
  connection,
  channel,
  draftAt,
  draftId,
  signal,
}) => {
  const integrationId = channel.integrationId
  if (!integrationId) {
    const message = `${channel.name} is not connected to Postiz. Import the channels from Postiz again.`
    return { kind: 'unreachable', code: 'CHANNEL_NOT_CONNECTED', message, answer: {} }
  }
  const client = createPostizClient(connection)
  const listed = await client.listPosts({
    from: new Date(draftAt.getTime() - aroundMs),
    to: new Date(draftAt.getTime() + aroundMs),
    signal,
  })
  if (!listed.ok) return failToLook(listed)
  const { answer } = listed
  const found = findDraft({ posts: listed.value, integrationId, draftAt, draftId })
  if (found && found.state !== 'ERROR') return readState({ row: found, answer })
  const postId = found?.id ?? draftId
  if (!postId) return { kind: 'absent', answer }

  const peeked = await client.peek({ postId, signal })
  if (peeked.ok && peeked.value) return readState({ row: peeked.value, answer })
  if (found) return readState({ row: found, answer })
  if (peeked.ok) return { kind: 'absent', answer }
  const hasNoRoute = peeked.fault.isPermanent && peeked.fault.statusCode !== undefined
  if (!hasNoRoute) return failToLook(peeked)
  // Where the detail cannot be read, the draft may have been moved in time: a wide look by its id decides.
  const wide = await client.listPosts({
    from: new Date(draftAt.getTime() - widelyMs.before),
    to: new Date(draftAt.getTime() + widelyMs.after),
    signal,
  })
  if (!wide.ok) return failToLook(wide)
  const moved = wide.value.find((row) => row.id === postId)
  return moved ? readState({ row: moved, answer }) : { kind: 'absent', answer }
}
