import type { Outcome, RemoteState } from '../../channels/adapter.ts'

/** What a look just before firing says where it does not find the draft that is to be fired. */
export const judgeFound = (found: RemoteState): Outcome => {
  const { answer } = found
  switch (found.kind) {
    case 'draft':
      return {
        kind: 'restage',
        code: 'DRAFT_REPLACED',
        message: 'The draft at Postiz is another one.',
        answer,
      }
    case 'pending':
    case 'error':
      // A person switched it on in Postiz: it is followed to its end, never fired a second time.
      return { kind: 'submitted', answer }
    case 'published':
      return {
        kind: 'published',
        externalId: found.externalId,
        externalUrl: found.externalUrl,
        warning: 'Was published in Postiz before its time, not by us.',
        answer,
      }
    case 'absent':
      return {
        kind: 'restage',
        code: 'DRAFT_GONE',
        message: 'Its draft was deleted in Postiz; it is made anew.',
        answer,
      }
    case 'unreachable': {
      const { code, message, retryAfterMs } = found
      return { kind: 'retry', code, message, retryAfterMs, answer }
    }
  }
}
