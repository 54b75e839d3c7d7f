import type { Store } from './openStore.ts'
import type { PostState } from './posts.ts'

export type WaitingPost = {
  id: string
  name: string
  identifier: string
  state: PostState
  content: string
  publish_date: number
  error: string | null
}

type Chosen = { organisation: number | null; integration: string | null }

const fromLiving = `
  from posts join integrations on integrations.id = posts.integration
  where parent is null and posts.deleted_at is null
    and (:organisation is null or posts.organisation = :organisation)
    and (:integration is null or posts.integration = :integration)`

const columns = 'posts.id, name, identifier, state, content, publish_date, error'

/** The next drafts and queued posts by their date. */
export function listWaitingPosts(store: Store, args: Chosen & { limit: number }): WaitingPost[] {
  return store.all<WaitingPost>(
    `select ${columns} ${fromLiving} and state in ('QUEUE', 'DRAFT')
     order by publish_date limit :limit`,
    args,
  )
}

/** The newest failures first. */
export function listFailedPosts(store: Store, args: Chosen & { limit: number }): WaitingPost[] {
  return store.all<WaitingPost>(
    `select ${columns} ${fromLiving} and state = 'ERROR'
     order by updated_at desc limit :limit`,
    args,
  )
}

export function countPostsByState(
  store: Store,
  chosen: Chosen,
): { state: PostState; count: number }[] {
  return store.all(`select state, count(*) as count ${fromLiving} group by state`, chosen)
}
