import type { Answer, Outcome } from '../../adapter.ts'
import type { PostizFault } from './readError.ts'

type Failed = Extract<Outcome, { kind: 'unknown' | 'retry' | 'failed' }>

/**
 * Faults of the way to Postiz, not of what is sent: a key that was replaced, a proxy that shows its own page while it is
 * mended, an address that has moved. Whether that is for good is for the check of the connection to find out, not for one
 * delivery to pay.
 */
const ofTheWay = new Set([
  'POSTIZ_KEY_REFUSED',
  'POSTIZ_NOT_AN_API',
  'POSTIZ_REDIRECTS',
  'POSTIZ_BEHIND_LOGIN',
  'POSTIZ_FORBIDDEN',
  'POSTIZ_NOT_FOUND',
  'POSTIZ_ROUTE_MISSING',
])

/** True for a fault that is not of what was sent, but of the way to Postiz. */
export const isOfTheWay = (code: string): boolean => ofTheWay.has(code)

/** A fault as the outcome of a call: unknown, or certainly nothing and for now, or certainly nothing and for good. */
export const toOutcome = ({ fault, answer }: { fault: PostizFault; answer: Answer }): Failed => {
  const { code, message, retryAfterMs } = fault
  if (fault.certainty === 'unknown') return { kind: 'unknown', code, message, answer }
  const isForGood = fault.isPermanent && !isOfTheWay(code)
  if (isForGood) return { kind: 'failed', code, message, answer }
  return {
    kind: 'retry',
    code,
    message,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    answer,
  }
}
