import http from 'node:http'
import https from 'node:https'
import type { Reach } from '../../security/reach.ts'

/** `refused`: it will not be there the next time either; `passing`: it may. */
export type Fetched =
  | { kind: 'fetched'; data: Buffer }
  | { kind: 'refused'; message: string }
  | { kind: 'passing'; message: string }

type Args = {
  url: string
  reach: Reach
  timeoutMs: number
  maxBytes: number
}

const mostRedirects = 3

/** Server errors, time-outs and too many requests pass; what is not there stays away. */
const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 429

const ask = (url: URL, { reach, maxBytes }: Args, signal: AbortSignal) =>
  new Promise<Fetched | { kind: 'moved'; to: string }>((resolve) => {
    const passing = () =>
      resolve({ kind: 'passing', message: `${url.hostname} did not answer as it should.` })
    const request = (url.protocol === 'https:' ? https : http).get(
      url,
      { lookup: reach.lookup, signal, headers: { accept: 'image/*', 'user-agent': 'Postyard' } },
      (answer) => {
        const status = answer.statusCode ?? 0
        if (status >= 300 && status < 400 && answer.headers.location) {
          answer.destroy()
          return resolve({ kind: 'moved', to: answer.headers.location })
        }
        if (status !== 200) {
          answer.destroy()
          const message = `${url.hostname} answered ${status}.`
          return resolve({ kind: isPassing(status) ? 'passing' : 'refused', message })
        }
        const chunks: Buffer[] = []
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          chunks.push(chunk)
          if (bytes <= maxBytes) return
          answer.destroy()
          const message = `It is larger than ${Math.round(maxBytes / 1024 ** 2)} MB.`
          resolve({ kind: 'refused', message })
        })
        answer.on('end', () => resolve({ kind: 'fetched', data: Buffer.concat(chunks) }))
        answer.on('error', passing)
      },
    )
    request.on('error', passing)
  })

/** Fetches a picture from its address, as far as that is within reach; a few redirects are followed. It never throws. */
export const fetchPicture = async (args: Args): Promise<Fetched> => {
  const signal = AbortSignal.timeout(args.timeoutMs)
  let url = URL.parse(args.url)
  for (let turn = 0; turn <= mostRedirects; turn += 1) {
    if (!url || !['http:', 'https:'].includes(url.protocol)) {
      return { kind: 'refused', message: 'Its address is none.' }
    }
    if (args.reach.isOut(url.hostname)) {
      return { kind: 'refused', message: `${url.hostname} is out of reach.` }
    }
    const found = await ask(url, args, signal)
    if (found.kind !== 'moved') return found
    url = URL.parse(found.to, url)
  }
  return { kind: 'refused', message: 'It is moved on from address to address.' }
}
