import { createHash } from 'node:crypto'
import { type Answer, internalError, json } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { findIntegration } from '../store/integrations.ts'
import { findPost } from '../store/posts.ts'

/** Figures of a channel by day. */
export function getChannelAnalytics({ sandbox, organisation, params, query }: Call): Answer {
  const integration = findIntegration(sandbox.store, organisation.id, params.integration!)
  if (!integration || integration.deleted_at !== null) return internalError()
  return json(200, figuresOf(integration.id, daysOf(query), sandbox.now()))
}

/** Figures of a post: none while it is not out, and none that can be found without its id. */
export function getPostAnalytics({ sandbox, organisation, params, query }: Call): Answer {
  const post = findPost(sandbox.store, organisation.id, params.postId!)
  if (!post?.release_id) return json(200, [])
  if (post.release_id === 'missing') return json(200, { missing: true })
  return json(200, figuresOf(post.id, daysOf(query), sandbox.now()))
}

function daysOf(query: URLSearchParams): number {
  return Math.min(Math.max(Number(query.get('date')) || 7, 1), 90)
}

/** The same figures for the same day, whenever one asks. */
function figuresOf(id: string, days: number, now: number) {
  return ['Impressions', 'Likes', 'Comments'].map((label, place) => {
    const data = Array.from({ length: days }, (_, index) => {
      const date = new Date(now - (days - 1 - index) * 86_400_000).toISOString().slice(0, 10)
      const hash = createHash('sha256').update(`${id} ${label} ${date}`).digest()
      return { total: String(Math.floor(hash.readUInt16BE() / 100 ** place / 10)), date }
    })
    const [first, last] = [Number(data[0]?.total), Number(data.at(-1)?.total)]
    return { label, data, percentageChange: first ? Math.round((100 * (last - first)) / first) : 0 }
  })
}
