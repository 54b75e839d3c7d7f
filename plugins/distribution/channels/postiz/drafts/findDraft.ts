import type { RemotePost } from '../api/answers.ts'

type Args = {
  posts: RemotePost[]
  integrationId: string
  draftAt: Date
  draftId?: string | null
}

/** The one furthest on its way counts, so that nothing live is taken for a draft. */
const order = ['PUBLISHED', 'QUEUE', 'ERROR', 'DRAFT']

const compareProgress = (a: RemotePost, b: RemotePost): number =>
  order.indexOf(a.state) - order.indexOf(b.state)

/**
 * The post that was staged under `draftAt` for this integration: by its id where that is known, else by the
 * exact time, else by the time without its ms, which an edit inside Postiz drops.
 * Repeating posts are never ours, although Postiz lists them in every range.
 */
export const findDraft = ({
  posts,
  integrationId,
  draftAt,
  draftId,
}: Args): RemotePost | undefined => {
  if (draftId) return posts.find(({ id }) => id === draftId)
  const ours = posts
    .filter((post) => post.integration?.id === integrationId && post.intervalInDays == null)
    .sort(compareProgress)
  const time = draftAt.getTime()
  const isAt = (at: number) => (post: RemotePost) => Date.parse(post.publishDate) === at
  return ours.find(isAt(time)) ?? ours.find(isAt(time - (time % 1000)))
}
