import type { ID } from '../../model/database.ts'
import type { Problem } from '../calls/problem.ts'
import type { useApi } from '../calls/useApi.ts'
import type { AdminFacts } from '../facts/adminFacts.ts'
import type { ActionName } from './actions.ts'
import type { Page } from './delivery.ts'

type Args = {
  api: ReturnType<typeof useApi>
  slugs: AdminFacts['slugs']
  delivery: ID
  action: ActionName
  /** Where it can be seen, for `live` and `posted`. */
  address?: string
  /** An instant with its offset, for `reschedule`. */
  at?: string
}

const noTask: Problem = {
  code: 'NOT_FOUND',
  detail: 'Its assist task cannot be found. Retry it instead, or reload the page.',
  status: 404,
  errors: [],
}

/** Does one action with one delivery; gives back the state that it led to, or why it was not done. */
export const sendAction = async (
  args: Args,
): Promise<{ state: string | undefined } | { problem: Problem }> => {
  const request = await requestOf(args)
  if ('problem' in request) return request
  const answered = await args.api.post<{ state?: string }>(request.path, request.body)
  return 'problem' in answered ? answered : { state: answered.answer.state }
}

type Request = { path: string; body: Record<string, unknown> } | { problem: Problem }

const requestOf = async (args: Args): Promise<Request> => {
  const { slugs, delivery, action, address, at } = args
  const url = address ? { url: address } : {}
  const below = `/${slugs.deliveries}/${encodeURIComponent(String(delivery))}`
  switch (action) {
    case 'live':
    case 'send-again':
    case 'drop':
      return { path: `${below}/resolve`, body: { outcome: action, ...url } }
    case 'reschedule':
      return { path: `${below}/reschedule`, body: { at } }
    case 'posted': {
      const found = await findTask(args)
      if ('problem' in found) return found
      return { path: `/assist/tasks/${found.id}/answer`, body: { outcome: 'posted', ...url } }
    }
    default:
      return { path: `${below}/${action}`, body: {} }
  }
}

const findTask = async ({
  api,
  slugs,
  delivery,
}: Args): Promise<{ id: ID } | { problem: Problem }> => {
  const query = new URLSearchParams({
    'where[delivery][equals]': String(delivery),
    sort: '-createdAt',
    limit: '1',
    depth: '0',
  })
  const found = await api.get<Page<{ id: ID }>>(`/${slugs['assist-tasks']}?${query}`)
  if ('problem' in found) return found
  const [task] = found.answer.docs
  return task ?? { problem: noTask }
}
