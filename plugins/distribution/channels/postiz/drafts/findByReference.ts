import type { StagedChannel } from '../../adapter.ts'
import type { RemotePost } from '../api/answers.ts'
import { createPostizClient } from '../api/client.ts'
import type { PostizConnection } from '../api/connection.ts'
import { failToLook } from './judgeListed.ts'
import { readReference } from './readReference.ts'
import { readState } from './readState.ts'

/** What is furthest on its way is looked at first. */
const order = ['PUBLISHED', 'QUEUE', 'ERROR', 'DRAFT']

const byProgress = (a: RemotePost, b: RemotePost): number =>
  order.indexOf(a.state) - order.indexOf(b.state)

/**
 * Finds the post of this channel that was staged under a reference, where neither its instant nor its id is known any
 * more: the one furthest on its way of all whose time lies from `from` to `to`. Costs no counted request; one look for
 * the list, and one for each post of the channel in it until it is found.
 */
export const findByReference: StagedChannel<PostizConnection>['findByReference'] = async ({
  connection,
  channel,
  reference,
  from,
  to,
  signal,
}) => {
  const client = createPostizClient(connection)
  const listed = await client.listPosts({ from, to, signal })
  if (!listed.ok) return { found: failToLook(listed) }
  const { answer } = listed
  const ours = listed.value
    .filter((post) => post.integration?.id === channel.integrationId && post.intervalInDays == null)
    .sort(byProgress)
  for (const post of ours) {
    const peeked = await client.peek({ postId: post.id, signal })
    if (!peeked.ok) return { found: failToLook(peeked) }
    if (readReference(peeked.value?.settings) !== reference) continue
    const draftAt = new Date(post.publishDate)
    return { found: readState({ row: peeked.value ?? post, answer: peeked.answer }), draftAt }
  }
  return { found: { kind: 'absent', answer } }
}
