import { setTimeout as sleep } from 'node:timers/promises'
import { setupError } from './setupError.ts'

type Args = { url: string; name: string; timeoutMs: number; signal?: AbortSignal }

/** Waits until something at `url` answers with less than 500. Throws `NO_ANSWER` after `timeoutMs`. */
export async function waitForHttp({ url, name, timeoutMs, signal }: Args): Promise<void> {
  const until = Date.now() + timeoutMs
  let last: unknown
  while (Date.now() < until) {
    signal?.throwIfAborted()
    try {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'manual',
      })
      await response.body?.cancel()
      if (response.status < 500) return
      last = new Error(`It answered ${response.status}.`)
    } catch (error) {
      last = error
    }
    await sleep(150, undefined, { signal })
  }
  throw setupError({
    code: 'NO_ANSWER',
    message: `The ${name} at ${url} did not answer within ${timeoutMs / 1000} s; its log tells why.`,
    cause: last,
  })
}
