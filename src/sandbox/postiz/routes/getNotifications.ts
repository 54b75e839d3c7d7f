import { type Answer, badRequest, json } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { countNotifications, listNotifications } from '../store/notifications.ts'

const limit = 100

/** What Postiz told the organisation's people, newest first. */
export function getNotifications({ sandbox, organisation, query }: Call): Answer {
  const page = Number(query.get('page') ?? 0)
  if (!Number.isInteger(page)) return badRequest(['page must be an integer number'])
  if (page < 0) return badRequest(['page must not be less than 0'])
  const total = countNotifications(sandbox.store, organisation.id)
  const rows = listNotifications(sandbox.store, {
    organisation: organisation.id,
    offset: page * limit,
    limit,
  })
  return json(200, {
    notifications: rows.map(({ id, content, link, created_at }) => ({
      id: String(id),
      content,
      link,
      createdAt: new Date(created_at).toISOString(),
    })),
    total,
    page,
    limit,
    hasMore: (page + 1) * limit < total,
  })
}
