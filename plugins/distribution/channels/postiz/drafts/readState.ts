import type { Answer, RemoteState } from '../../adapter.ts'
import { nameError } from '../api/nameError.ts'

type Row = {
  id: string
  state: string
  releaseURL?: string | null
  releaseId?: string | null
  error?: unknown
  /** What follows it, where that was read. */
  parts?: { state: string; releaseURL?: string | null }[]
}

const readUrl = (url: string | null | undefined): string | undefined =>
  url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined

/** Postiz writes `missing` where the platform gave no id (TikTok). */
const readId = (id: string | null | undefined): string | undefined =>
  id && id !== 'missing' ? id : undefined

/** Which parts Postiz has not published: where it does so, it writes the state and the address of each. */
const findMissing = ({ parts = [] }: Row): number[] =>
  parts.flatMap(({ state, releaseURL }, index) =>
    state === 'PUBLISHED' || releaseURL?.trim() ? [] : index + 1,
  )

/**
 * A row of Postiz as a state.
 *
 * An ERROR with an address is live: Postiz reports so, too, when only a comment under the post failed. An ERROR
 * without one may still turn PUBLISHED within minutes, since Postiz tries unknown errors again.
 * A DRAFT with an address was live once, and somebody set it back in Postiz: it counts as published, since
 * switching it on would publish it a second time.
 */
export const readState = ({ row, answer }: { row: Row; answer: Answer }): RemoteState => {
  const draftId = row.id
  const externalUrl = readUrl(row.releaseURL)
  const hasAddress = Boolean(row.releaseURL?.trim())
  const live = { draftId, externalId: readId(row.releaseId), externalUrl, answer }
  if (row.state === 'PUBLISHED') return { kind: 'published', ...live }
  if (row.state === 'QUEUE') return { kind: 'pending', draftId, answer }
  if (row.state === 'DRAFT') {
    return hasAddress ? { kind: 'published', ...live } : { kind: 'draft', draftId, answer }
  }
  if (row.state === 'ERROR') {
    const { code, message } = nameError(row.error)
    const error = { kind: 'error', draftId, externalUrl, code, message, answer } as const
    if (!hasAddress) return { ...error, isLive: false }
    const missingParts = findMissing(row)
    return { ...error, isLive: true, ...(missingParts.length === 0 ? {} : { missingParts }) }
  }
  const message = `Postiz reports the state ${row.state}, which is not known here. Look at the post in Postiz.`
  return { kind: 'unreachable', code: 'POSTIZ_STATE_UNKNOWN', message, answer }
}
