import type { StagedChannel } from '../../adapter.ts'
import { createPostizClient } from '../api/client.ts'
import type { PostizConnection } from '../api/connection.ts'
import { isDatePast } from '../api/isDatePast.ts'
import { toOutcome } from '../api/toOutcome.ts'
import { blamePosts } from './blamePosts.ts'
import type { PreparedPostizPost } from './prepare.ts'

/**
 * Answers of which one bad post may be the cause: nothing was made, and without that post it might be. A guard before
 * Postiz (403) takes offence at words, too.
 */
const refusals = new Set([400, 403, 413, 422])

/**
 * Creates one draft for each post with one counted request, all filed under `draftAt` (to the ms). Drafts publish
 * nothing, so a second one does no harm; but the (draftAt, integration) of each attempt must be its own, or `look`
 * can't tell them apart.
 *
 * - `staged`, `refused`: see `StagedTogether`
 * - `unknown`: the drafts may exist, or some of them: Postiz makes one after the other, and stops where it fails; `look`
 *   for them by `draftAt` and adopt what is found
 * - `retry`: certainly no draft; `POSTIZ_DATE_PAST` asks for a new `draftAt`
 * - `failed`: certainly no draft, for what is wrong with the connection
 */
export const stageMany: StagedChannel<PostizConnection, PreparedPostizPost>['stageMany'] = async ({
  connection,
  posts,
  draftAt,
  isUrgent,
  timeoutMs = connection.timeoutMs,
  signal,
}) => {
  const client = createPostizClient({ ...connection, timeoutMs })
  const created = await client.createPosts({
    type: 'draft',
    date: draftAt,
    posts: posts.map(({ post }) => post),
    isUrgent,
    signal,
  })
  const { answer } = created
  if (created.ok) {
    const ids = new Map(created.value.map(({ integration, postId }) => [integration, postId]))
    return { kind: 'staged', draftIds: posts.map(({ account }) => ids.get(account)), answer }
  }
  const { fault } = created
  const { code, message, statusCode } = fault
  // A page in place of the API is no doubt about drafts: nothing there can have made any.
  if (code === 'POSTIZ_NOT_AN_API') return { kind: 'retry', code, message, answer }
  if (isDatePast(fault)) {
    return {
      kind: 'retry',
      code: 'POSTIZ_DATE_PAST',
      message: 'Postiz refuses a draft whose time is past. It is staged again for a new time.',
      answer,
    }
  }
  if (statusCode !== undefined && refusals.has(statusCode)) {
    return { kind: 'refused', blamed: blamePosts({ posts, fault }), code, message, answer }
  }
  return toOutcome(created)
}
