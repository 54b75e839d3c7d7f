import { buildPushMessage, type PushContent } from './buildPushMessage.ts'
import { connectFirebase, type FirebaseArgs, type FirebaseConnection } from './connectFirebase.ts'
import { type ChunkArgs, chunkSize, type PushResult, sendChunk } from './sendChunk.ts'

export type { PushCode } from './classifyPushError.ts'
export type { PushContent, PushResult }

export type Push = {
  /**
   * Sends one content to all tokens, and says for each how it went; one result per distinct token, in their
   * order. A phone that is told twice shows it once (`collapseKey`), so whatever is `retry` may be sent again.
   *
   * After `timeoutMs` per 500 tokens, or on `signal`, what has no answer is `retry`. Where Google's quota refuses
   * a whole chunk, the chunks after it are not tried.
   * @throws DistributionError PAYLOAD_TOO_LARGE, INVALID_INPUT for a content that no phone could be sent.
   */
  send: (
    args: PushContent & { tokens: string[]; signal?: AbortSignal },
  ) => Promise<{ results: PushResult[] }>
  /** Ends its connections. It opens itself again when it is used again. */
  close: () => Promise<void>
}

type Args = FirebaseArgs & {
  /** For up to 500 tokens. @default 10_000 */
  timeoutMs?: number
  /** ms since 1970. @default Date.now */
  now?: () => number
}

/**
 * Pushes to phones by FCM's HTTP v1. Costs nothing until its first use: only then is firebase-admin loaded
 * (about 26 MB).
 */
export function createPush({ timeoutMs = 10_000, now = Date.now, ...settings }: Args): Push {
  let connection: Promise<FirebaseConnection> | undefined
  return {
    send: async ({ tokens, signal, ...content }) => {
      const message = buildPushMessage({ content, now: now() })
      const distinct = [...new Set(tokens)]
      if (distinct.length === 0) return { results: [] }
      connection ??= connectFirebase({ ...settings, now })
      connection.catch(() => {
        connection = undefined
      })
      const { messaging } = await connection
      return {
        results: await sendAll({ messaging, message, tokens: distinct, signal, timeoutMs, now }),
      }
    },
    close: async () => {
      const closing = connection
      connection = undefined
      await (await closing)?.close()
    },
  }
}

async function sendAll({ tokens, ...sending }: ChunkArgs): Promise<PushResult[]> {
  const results: PushResult[] = []
  for (let start = 0; start < tokens.length; start += chunkSize) {
    const chunk = tokens.slice(start, start + chunkSize)
    const sent = await sendChunk({ ...sending, tokens: chunk })
    results.push(...sent)
    const refusal = sent.find((result) => 'code' in result && result.code === 'PUSH_QUOTA_EXCEEDED')
    if (refusal && sent.every(({ kind }) => kind !== 'sent')) {
      results.push(...tokens.slice(start + chunkSize).map((token) => ({ ...refusal, token })))
      break
    }
  }
  return results
}
