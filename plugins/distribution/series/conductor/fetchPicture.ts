import { follow } from '../../channels/http/follow.ts'
import type { Reach } from '../../security/reach.ts'

/** `refused`: it will not be there the next time either; `passing`: it may. */
export type Fetched =
  | { kind: 'fetched'; data: Buffer }
  | { kind: 'refused'; message: string }
  | { kind: 'passing'; message: string }

/** Server errors, time-outs and too many requests pass; what is not there stays away. */
const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 429

/** Fetches a picture from its address, as far as that is within reach; a few redirects are followed. It never throws. */
export const fetchPicture = async (args: {
  url: string
  reach: Reach
  timeoutMs: number
  maxBytes: number
}): Promise<Fetched> => {
  const { reach, maxBytes } = args
  const found = await follow({
    ...args,
    headers: { accept: 'image/*', 'user-agent': 'Postyard' },
    // Whoever wrote the feed names its pictures: many lie at http://, and are public.
    flawOf: (address) => {
      const url = URL.parse(address)
      if (!url || !/^https?:$/.test(url.protocol)) return 'Its address is none.'
      return reach.isOut(url.hostname) ? `${url.hostname} is out of reach.` : undefined
    },
  })
  if (found.kind === 'refused') return found
  if (found.kind === 'broken') {
    if (found.reason === 'too-large') {
      const message = `It is larger than ${Math.round(maxBytes / 1024 ** 2)} MB.`
      return { kind: 'refused', message }
    }
    const { hostname } = new URL(found.url)
    return { kind: 'passing', message: `${hostname} did not answer as it should.` }
  }
  const { statusCode, data, url } = found
  if (statusCode === 200) return { kind: 'fetched', data }
  const message = `${new URL(url).hostname} answered ${statusCode}.`
  return { kind: isPassing(statusCode) ? 'passing' : 'refused', message }
}
