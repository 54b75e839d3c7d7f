import type { RemoteState, StagedChannel } from '../../adapter.ts'
import type { RemotePost } from '../api/answers.ts'
import { createPostizClient } from '../api/client.ts'
import type { PostizConnection } from '../api/connection.ts'
import { failToLook } from './judgeListed.ts'

/** What carries an address or a platform's id was live once, whatever it is called now; what repeats is never ours. */
const isDraft = ({ state, releaseURL, releaseId, intervalInDays }: RemotePost): boolean =>
  state === 'DRAFT' && !releaseURL && !releaseId && intervalInDays == null

/** Lists what stands as a draft between two instants, in an organisation that others may use too. */
export const listDrafts: StagedChannel<PostizConnection>['listDrafts'] = async ({
  connection,
  from,
  to,
  signal,
}) => {
  const listed = await createPostizClient(connection).listPosts({ from, to, signal })
  if (!listed.ok) return failToLook(listed) as Extract<RemoteState, { kind: 'unreachable' }>
  const drafts = listed.value.filter(isDraft).flatMap(({ id, publishDate, integration }) => {
    if (!integration) return []
    return { draftId: id, draftAt: new Date(publishDate), account: integration.id }
  })
  return { kind: 'listed', drafts, answer: listed.answer }
}
