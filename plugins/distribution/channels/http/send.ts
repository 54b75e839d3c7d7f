import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import axios from 'axios'
import { outOfReach, type Reach } from '../../security/reach.ts'

/** A whole HTTP answer, of whatever status. Header names are in lower case. */
export type Answered = {
  kind: 'answered'
  statusCode: number
  headers: Record<string, string>
  body: string
}

/**
 * A call that ended without a whole answer. `isSent` is false only where it is certain that no byte of the
 * request has left: the connection (and its TLS) never stood.
 */
export type Broken = {
  kind: 'broken'
  isSent: boolean
  reason: 'timeout' | 'aborted' | 'too-large' | 'network'
  /** Node's own code, such as `ECONNREFUSED`. */
  errorCode: string
  /** The HTTP status, where the answer had begun. */
  statusCode?: number
}

type Args = {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers: Record<string, string>
  body?: string | Readable
  /** The whole time from here to the answer's last byte, in ms. */
  timeoutMs: number
  /** The time within which a connection must stand, in ms. @default `timeoutMs` */
  connectMs?: number
  /** The longest answer that is read, in bytes, after decompression. */
  maxBytes: number
  httpAgent?: http.Agent
  httpsAgent?: https.Agent
  /** Where it may go; without it, anywhere. */
  reach?: Reach
  signal?: AbortSignal
  /** The body of the answer is bytes, each of them one character (latin1), and no text in UTF-8. @default false */
  isBinary?: boolean
}

const asIs = [(data: unknown) => data]

/** Its own instance, so that interceptors which others put on axios don't see the key. */
const client = axios.create({
  adapter: 'http',
  maxRedirects: 0,
  proxy: false,
  validateStatus: null,
  responseType: 'text',
  transformRequest: asIs as never,
  transformResponse: asIs as never,
})

/** Node's own transport, with a note of the moment from which the request may have reached the far side. */
const watchTransport = (
  onSent: () => void,
  onStatus: (statusCode: number | undefined) => void,
  reach: Reach | undefined,
) => ({
  request: (options: http.RequestOptions, onAnswer: (answer: http.IncomingMessage) => void) => {
    const isSecure = options.protocol === 'https:'
    const lookup = reach ? { lookup: reach.lookup } : {}
    const request = (isSecure ? https : http).request({ ...options, ...lookup }, (answer) => {
      onStatus(answer.statusCode)
      onAnswer(answer)
    })
    request.once('socket', (socket) => {
      if (request.reusedSocket || !socket.connecting) onSent()
      else socket.once(isSecure ? 'secureConnect' : 'connect', onSent)
    })
    return request
  },
})

const readErrorCode = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'UNKNOWN'
}

/**
 * Sends one HTTP request over axios and returns what came of it; it never throws.
 * Redirects are not followed, environment proxies not used, an answer over `maxBytes` is given up, and no host out of
 * `reach` is connected to (`OUT_OF_REACH`).
 */
export const send = async (args: Args): Promise<Answered | Broken> => {
  if (args.reach?.isOut(new URL(args.url).hostname)) {
    return { kind: 'broken', isSent: false, reason: 'network', errorCode: outOfReach }
  }
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), args.timeoutMs)
  let isSent = false
  let statusCode: number | undefined
  const connecting =
    args.connectMs === undefined
      ? undefined
      : setTimeout(() => isSent || deadline.abort(), args.connectMs)
  const transport = watchTransport(
    () => {
      isSent = true
    },
    (status) => {
      statusCode = status
    },
    args.reach,
  )
  const broken = (reason: Broken['reason'], errorCode: string): Broken => ({
    kind: 'broken',
    isSent,
    reason,
    errorCode,
    ...(statusCode === undefined ? {} : { statusCode }),
  })
  try {
    const answer = await client.request<string>({
      method: args.method,
      url: args.url,
      headers: args.headers,
      data: args.body,
      ...(args.isBinary ? { responseEncoding: 'latin1' } : {}),
      maxContentLength: args.maxBytes,
      httpAgent: args.httpAgent,
      httpsAgent: args.httpsAgent,
      signal: args.signal ? AbortSignal.any([args.signal, deadline.signal]) : deadline.signal,
      transport,
    })
    const headers = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    )
    return { kind: 'answered', statusCode: answer.status, headers, body: answer.data ?? '' }
  } catch (error) {
    const errorCode = readErrorCode(error)
    if (args.signal?.aborted) return broken('aborted', errorCode)
    if (deadline.signal.aborted) return broken('timeout', errorCode)
    const isTooLarge = error instanceof Error && error.message.startsWith('maxContentLength')
    return broken(isTooLarge ? 'too-large' : 'network', errorCode)
  } finally {
    clearTimeout(timer)
    clearTimeout(connecting)
  }
}
