import type { PostRow } from '../store/posts.ts'

const iso = (ms: number) => new Date(ms).toISOString()

/** Every column of a post. */
export function toWholePost(row: PostRow) {
  return {
    id: row.id,
    state: row.state,
    publishDate: iso(row.publish_date),
    organizationId: String(row.organisation),
    integrationId: row.integration,
    content: row.content,
    delay: row.delay,
    group: row.group,
    title: null,
    description: null,
    parentPostId: row.parent,
    releaseId: row.release_id,
    releaseURL: row.release_url,
    settings: row.settings,
    image: row.image,
    intervalInDays: row.interval_in_days,
    creationMethod: row.creation_method,
    error: row.error,
    deletedAt: null,
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
  }
}
