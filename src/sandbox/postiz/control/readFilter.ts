import { parseDate } from '../rules/parseDate.ts'
import type { PublicationFilter } from '../store/publications.ts'

const all = Number.MAX_SAFE_INTEGER

/**
 * `organisation` (name), `integration` (id), `since` (ISO 8601 or epoch ms), `after` and `before`
 * (sequence numbers), `limit`.
 */
export function readFilter(query: URLSearchParams): PublicationFilter {
  const since = query.get('since')
  return {
    organisation: query.get('organisation') || null,
    integration: query.get('integration') || null,
    since: since ? (parseDate(since) ?? (Number(since) || 0)) : 0,
    after: readNumber(query.get('after'), 0),
    before: readNumber(query.get('before'), all),
    limit: readNumber(query.get('limit'), all),
    isNewestFirst: false,
  }
}

function readNumber(value: string | null, otherwise: number): number {
  const number = Number(value)
  return value && Number.isInteger(number) && number >= 0 ? number : otherwise
}
