import type { RemotePost } from '../api/answers.ts'

type Args = { posts: RemotePost[]; integrationId: string; draftAt: Date }

/** The one furthest on its way counts, so that nothing live is taken for a draft. */
const order = ['PUBLISHED', 'QUEUE', 'ERROR', 'DRAFT']

const compareProgress = (a: RemotePost, b: RemotePost): number =>
  order.indexOf(a.state) - order.indexOf(b.state)

/** Repeating posts are never ours, although Postiz lists them in every range. */
const findAt = ({ posts, integrationId }: Args, at: number): RemotePost[] =>
  posts
    .filter((post) => post.integration?.id === integrationId && post.intervalInDays == null)
    .filter((post) => Date.parse(post.publishDate) === at)
    .sort(compareProgress)

/**
 * The post that was staged under `draftAt` for this integration: by its id where that is known, else by the
 * exact time.
 */
export const findDraft = (args: Args & { draftId?: string | null }): RemotePost | undefined => {
  const { posts, draftAt, draftId } = args
  if (draftId) return posts.find(({ id }) => id === draftId)
  return findAt(args, draftAt.getTime())[0]
}

/**
 * What may be that post, edited inside Postiz: an edit drops the milliseconds. What people write there stands on whole
 * seconds too, so each of these is ours only where it carries our reference.
 */
export const findEdited = (args: Args): RemotePost[] => {
  const time = args.draftAt.getTime()
  return findAt(args, time - (time % 1000))
}
