import { type Answer, json } from '../http/answer.ts'
import { readLimit } from '../store/limits.ts'
import { listOrganisations } from '../store/organisations.ts'
import { listRequestCounts } from '../store/requests.ts'
import type { ControlCall } from './controlCall.ts'

/** Requests by route and answer, and how much of its limit each organisation has used. */
export function showRequests({ sandbox }: ControlCall): Answer {
  const { store, limit } = sandbox
  const routes = listRequestCounts(store)
  const now = sandbox.now()
  const organisations = listOrganisations(store).map(({ id, name }) => {
    const { hits, window_ends, blocked_until, counted, refused } = readLimit(store, id)
    const isOpen = window_ends > now
    return {
      organisation: name,
      counted,
      refused,
      limitPerHour: limit.perHour,
      usedOfWindow: isOpen ? Math.min(hits, limit.perHour) : 0,
      windowEnds: isOpen ? new Date(window_ends).toISOString() : null,
      blockedUntil:
        blocked_until && blocked_until > now ? new Date(blocked_until).toISOString() : null,
    }
  })
  const total = routes.reduce((sum, { count }) => sum + count, 0)
  return json(200, { total, routes, organisations })
}
