import type { FirebaseError } from 'firebase-admin/app'
import type { BatchResponse, Messaging } from 'firebase-admin/messaging'
import { openRequestScope } from './boundRequests.ts'
import type { PushMessage } from './buildPushMessage.ts'
import { classifyPushError, type PushFailure } from './classifyPushError.ts'

/** firebase-admin takes at most this many tokens at once. */
export const chunkSize = 500

/** firebase-admin may sleep up to 4 s before it sees that its requests are ended. */
const settleMs = 5_000

/** How it went for one token. `messageId` is FCM's name for the push. */
export type PushResult = { token: string } & ({ kind: 'sent'; messageId: string } | PushFailure)

export type ChunkArgs = {
  messaging: Messaging
  message: PushMessage
  /** At most 500. */
  tokens: string[]
  signal?: AbortSignal
  timeoutMs: number
  now: () => number
}

/**
 * Sends one message to each token, and waits no longer than `timeoutMs` and the time that firebase-admin takes to
 * let go. Never rejects for what the network or Google did: that is in the results, one per token, in their order.
 */
export async function sendChunk({
  messaging,
  message,
  tokens,
  signal,
  timeoutMs,
  now,
}: ChunkArgs): Promise<PushResult[]> {
  const scope = openRequestScope()
  const late = Promise.withResolvers<never>()
  let settling: NodeJS.Timeout | undefined
  const stop = (code: 'PUSH_TIMEOUT' | 'PUSH_ABORTED') => {
    const reason = Object.assign(new Error('The push was stopped.'), { code })
    scope.stop(reason)
    settling ??= setTimeout(late.reject, settleMs, reason)
  }
  const abort = () => stop('PUSH_ABORTED')
  const timer = setTimeout(stop, timeoutMs, 'PUSH_TIMEOUT')
  signal?.addEventListener('abort', abort)
  if (signal?.aborted) abort()
  const { responses, successCount } = await Promise.race([
    scope.run(() => messaging.sendEachForMulticast({ tokens, ...message })),
    late.promise,
  ])
    .catch((error: FirebaseError) => answerForAll({ tokens, error }))
    .finally(() => {
      clearTimeout(timer)
      clearTimeout(settling)
      signal?.removeEventListener('abort', abort)
    })
  return tokens.map((token, index) => {
    const { success, messageId = '', error } = responses[index]!
    if (success) return { token, kind: 'sent', messageId }
    return {
      token,
      ...classifyPushError({ error, token, isPayloadGood: successCount > 0, now: now() }),
    }
  })
}

const answerForAll = ({
  tokens,
  error,
}: {
  tokens: string[]
  error: FirebaseError
}): BatchResponse => ({
  responses: tokens.map(() => ({ success: false, error })),
  successCount: 0,
  failureCount: tokens.length,
})
