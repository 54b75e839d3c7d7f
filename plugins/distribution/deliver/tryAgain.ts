import { setTimeout as sleep } from 'node:timers/promises'

/** How often a call without an effect is made before its failure counts. */
const tries = 3

/**
 * Makes a call that changes nothing on a platform again where it failed for a moment: a lost upload, draft or look is
 * simply made again, a little later. Where the far side asks for a longer wait, that is left to the next attempt.
 */
export const tryAgain = async <R extends { kind: string; retryAfterMs?: number }>(
  call: (attempt: number) => Promise<R>,
  isPassing: (result: R) => boolean,
): Promise<R> => {
  for (let attempt = 1; ; attempt += 1) {
    const result = await call(attempt)
    if (!isPassing(result) || result.retryAfterMs !== undefined || attempt === tries) return result
    await sleep(200 * 2 ** attempt)
  }
}

/** True where the far side was given its whole time already, so that asking again would only hold up others. */
export const isTimeout = (result: { kind: string; code?: string }): boolean =>
  result.code === 'POSTIZ_TIMEOUT' || result.code === 'POSTIZ_GATEWAY_TIMEOUT'
