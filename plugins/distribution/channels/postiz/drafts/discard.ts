import type { StagedChannel } from '../../adapter.ts'
import { createPostizClient } from '../api/client.ts'
import type { PostizConnection } from '../api/connection.ts'

/** Deletes one post by its id. To be called for what was just seen to be a draft, and nobody's any more. */
export const discard: StagedChannel<PostizConnection>['discard'] = async ({
  connection,
  draftId: postId,
  signal,
}) => {
  const client = createPostizClient(connection)
  const deleted = await client.deletePost({ postId, signal })
  const { answer } = deleted
  if (deleted.ok) return { kind: 'gone', answer }
  // Postiz answers the second deletion of a post with 500, and a lost answer says nothing.
  const peeked = await client.peek({ postId, signal })
  if (peeked.ok && peeked.value === null) return { kind: 'gone', answer }
  const { code, message } = deleted.fault
  return { kind: 'kept', code, message, answer }
}
