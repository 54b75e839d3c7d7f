import { type Answer, badRequest, json } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { parseDate } from '../rules/parseDate.ts'
import { type ListedPost, listPostsByDate } from '../store/posts.ts'

/** Root posts whose date lies between two instants, both included, to the millisecond. */
export function listPosts({ sandbox, organisation, query }: Call): Answer {
  const from = parseDate(query.get('startDate'))
  const to = parseDate(query.get('endDate'))
  const messages = [
    ...(from === null ? ['startDate must be a valid ISO 8601 date string'] : []),
    ...(to === null ? ['endDate must be a valid ISO 8601 date string'] : []),
  ]
  if (from === null || to === null) return badRequest(messages)
  const rows = listPostsByDate(sandbox.store, {
    organisation: organisation.id,
    from,
    to,
    group: query.get('customer') || null,
  })
  return json(200, { posts: rows.map((row) => toItem(row, sandbox.kind === 'newer')) })
}

function toItem(row: ListedPost, withSettings: boolean) {
  const date = new Date(row.publish_date).toISOString()
  return {
    id: row.id,
    content: row.content,
    publishDate: date,
    ...(row.interval_in_days === null ? {} : { actualDate: date }),
    releaseURL: row.release_url,
    releaseId: row.release_id,
    state: row.state,
    intervalInDays: row.interval_in_days,
    group: row.group,
    creationMethod: row.creation_method,
    ...(withSettings ? { settings: row.settings } : {}),
    tags: JSON.parse(row.tags).map((name: string) => ({ tag: { name } })),
    integration: {
      id: row.integration,
      providerIdentifier: row.identifier,
      name: row.name,
      picture: row.picture,
    },
  }
}
