import type { Answer, Outcome } from '../../adapter.ts'
import type { PostizFault } from './readError.ts'

type Failed = Extract<Outcome, { kind: 'unknown' | 'retry' | 'failed' }>

/** A fault as the outcome of a call: unknown, or certainly nothing and for now, or certainly nothing and for good. */
export const toOutcome = ({ fault, answer }: { fault: PostizFault; answer: Answer }): Failed => {
  const { code, message, retryAfterMs } = fault
  if (fault.certainty === 'unknown') return { kind: 'unknown', code, message, answer }
  // Whether the key is wrong for good is for the check of the connection to find out, not for one delivery to pay.
  const isForGood = fault.isPermanent && code !== 'POSTIZ_KEY_REFUSED'
  if (isForGood) return { kind: 'failed', code, message, answer }
  return {
    kind: 'retry',
    code,
    message,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    answer,
  }
}
