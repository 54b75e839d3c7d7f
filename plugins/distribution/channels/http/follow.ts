import type { Reach } from '../../security/reach.ts'
import { type Broken, send } from './send.ts'

/** What was found at an address, or where it led. `refused`: it leads to where nothing may be called, as a sentence. */
export type Followed =
  | {
      kind: 'answered'
      statusCode: number
      headers: Record<string, string>
      data: Buffer
      /** Where it was found in the end. */
      url: string
    }
  | { kind: 'refused'; message: string }
  | (Broken & { url: string })

const mostRedirects = 3

const redirects = [301, 302, 303, 307, 308]

/**
 * Gets what lies at an address that a client gave, wherever it redirects to, three times at the most. It is the one place
 * where redirects are followed: each address is checked before it is called, and no host out of reach is connected to. It
 * never throws.
 */
export const follow = async (args: {
  url: string
  headers: Record<string, string>
  reach: Reach
  /** Why an address may not be called; undefined where it may. */
  flawOf: (address: string) => string | undefined
  /** The whole time, over all addresses, in ms. */
  timeoutMs: number
  /** After decompression, in bytes. */
  maxBytes: number
  signal?: AbortSignal
}): Promise<Followed> => {
  const { headers, reach, flawOf, timeoutMs, maxBytes, signal } = args
  const ends = performance.now() + timeoutMs
  let url = args.url
  for (let turn = 0; turn <= mostRedirects; turn += 1) {
    const message = flawOf(url)
    if (message !== undefined) return { kind: 'refused', message }
    const answer = await send({
      ...{ method: 'GET', url, headers, reach, maxBytes, isBinary: true },
      timeoutMs: Math.max(1, ends - performance.now()),
      ...(signal ? { signal } : {}),
    })
    if (answer.kind === 'broken') return { ...answer, url }
    const { statusCode, location } = { ...answer, location: answer.headers.location }
    if (!redirects.includes(statusCode) || !location) {
      const data = Buffer.from(answer.body, 'latin1')
      return { kind: 'answered', statusCode, headers: answer.headers, data, url }
    }
    url = URL.parse(location, url)?.href ?? location
  }
  return { kind: 'refused', message: 'It is moved on from address to address.' }
}
