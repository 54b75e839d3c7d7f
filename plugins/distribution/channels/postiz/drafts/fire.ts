import type { StagedChannel } from '../../adapter.ts'
import { createPostizClient } from '../api/client.ts'
import { defaultTimeoutMs, type PostizConnection } from '../api/connection.ts'
import { isDatePast } from '../api/isDatePast.ts'
import type { PostizFault } from '../api/readError.ts'
import { toOutcome } from '../api/toOutcome.ts'

/** Nothing may wait behind a slow fire; what takes longer is looked up afterwards. */
const longestMs = 10_000

const nameRefusal = (fault: PostizFault): { code: string; message: string } => {
  if (isDatePast(fault)) {
    const message = 'The draft is too old for Postiz to publish it. It is staged again.'
    return { code: 'POSTIZ_DATE_PAST', message }
  }
  if (/not found/i.test(fault.said)) {
    const message = 'The draft is no longer in Postiz. It is staged again.'
    return { code: 'POSTIZ_DRAFT_MISSING', message }
  }
  const message = `Postiz does not switch the draft on: ${fault.said || 'no reason given'}. It is staged again.`
  return { code: 'POSTIZ_DRAFT_REFUSED', message }
}

/**
 * Switches a draft on: Postiz publishes it at once, its date being past or within the minute.
 * Never call it twice for one draft: Postiz would publish it again.
 *
 * - `submitted`: taken; whether and when it is live is for `look` to find out
 * - `unknown`: it may be publishing; `look`, and never fire this id again
 * - `restage`: certainly without effect, the draft is of no use any more (each 400)
 * - `retry`, `failed`: certainly without effect; codes of `readError`, and `POSTIZ_TOO_OLD` before 2.21.7
 */
export const fire: StagedChannel<PostizConnection>['fire'] = async ({
  connection,
  draftId,
  signal,
}) => {
  const timeoutMs = Math.min(connection.timeoutMs ?? defaultTimeoutMs, longestMs)
  const client = createPostizClient({ ...connection, timeoutMs })
  const reply = await client.setStatus({ postId: draftId, status: 'schedule', signal })
  const { answer } = reply
  if (reply.ok) {
    if (reply.value.id === draftId && reply.value.state !== 'DRAFT') {
      return { kind: 'submitted', answer }
    }
    const message = `Postiz answered with the state ${reply.value.state} of another or unchanged draft.`
    return { kind: 'unknown', code: 'POSTIZ_ANSWER_UNREADABLE', message, answer }
  }
  const { fault } = reply
  if (fault.statusCode === 400) return { kind: 'restage', ...nameRefusal(fault), answer }
  if (fault.code === 'POSTIZ_ROUTE_MISSING') {
    const message = 'This Postiz cannot switch drafts on. Update it to 2.23.0 or later.'
    return { kind: 'failed', code: 'POSTIZ_TOO_OLD', message, answer }
  }
  return toOutcome(reply)
}
