import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Answer } from '../../adapter.ts'
import { redact } from '../../http/redact.ts'
import { type Answered, type Broken, send } from '../../http/send.ts'
import { defaultTimeoutMs, type PostizConnection } from './connection.ts'
import { readAddress } from './readAddress.ts'
import { readApiKey } from './readApiKey.ts'
import { type PostizFault, readError } from './readError.ts'
import { type RateLimit, readRateLimit } from './readRateLimit.ts'

/** How a call ended; it never throws. `answer` is what a receipt keeps of it, `rateLimit` what Postiz said of its count. */
export type Reply<T> =
  | { ok: true; value: T; answer: Answer; rateLimit?: RateLimit }
  | { ok: false; fault: PostizFault; answer: Answer; rateLimit?: RateLimit }

/** One call. `path` stands below `/public/v1`, or below the root where `isPublic` (then without the key). */
export type Call<T> = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  answer: z.ZodType<T>
  /** Whether an answer that got lost leaves a doubt. */
  hasEffect: boolean
  isPublic?: boolean
  headers?: Record<string, string>
  body?: string | Readable
  /** @default the connection's */
  timeoutMs?: number
  signal?: AbortSignal
}

const maxAnswerBytes = 8 * 1024 * 1024

// A kept connection that the far side has just closed makes a certain failure look like an unknown one,
// so calls with an effect get a fresh connection each.
const freshHttp = new http.Agent({ keepAlive: false })
const freshHttps = new https.Agent({ keepAlive: false })

// Kept connections are shared with nobody else in the process, whose host may be out of reach here.
const kept = { keepAlive: true, scheduling: 'lifo', timeout: 5_000 } as const
const keptHttp = new http.Agent(kept)
const keptHttps = new https.Agent(kept)

const parse = <T>(shape: z.ZodType<T>, answer: Answered): { value: T } | null => {
  const isSuccess = answer.statusCode >= 200 && answer.statusCode < 300
  if (!isSuccess || !/\bjson\b/i.test(answer.headers['content-type'] ?? '')) return null
  try {
    const read = shape.safeParse(JSON.parse(answer.body))
    return read.success ? { value: read.data } : null
  } catch {
    // Cut or garbled JSON is no answer; the caller names it.
    return null
  }
}

const refuse = (
  code: string,
  message: string,
): { ok: false; fault: PostizFault; answer: Answer } => ({
  ok: false,
  fault: { certainty: 'no-effect', isPermanent: true, code, message, said: '' },
  answer: {},
})

/** Makes one call after another to one organisation; throws never. */
export type CallApi = <T>(args: Call<T>) => Promise<Reply<T>>

/**
 * Binds a connection to `CallApi`: address and key are read once, every answer is checked for its content
 * type, its size (8 MB) and its shape, and the key is in no message and no answer.
 */
export const createCallApi = ({
  connection,
  now,
}: {
  connection: Omit<PostizConnection, 'uploads'>
  now: () => Date
}): CallApi => {
  const read = readAddress(connection)
  const key = readApiKey(connection)
  const apiKey = key.ok ? key.apiKey : undefined
  const timeoutMs = connection.timeoutMs ?? defaultTimeoutMs

  const keep = (
    failure: Answered | Broken,
    rateLimit: RateLimit | undefined,
    isWorthKeeping: boolean,
  ): Answer => {
    if (failure.kind === 'broken') {
      const { reason, errorCode } = failure
      return { meta: { network: reason === 'network' ? errorCode : reason } }
    }
    const excerpt = isWorthKeeping ? redact({ text: failure.body, apiKey }) : ''
    return {
      statusCode: failure.statusCode,
      meta: { ...(rateLimit ? { rateLimit } : {}), ...(excerpt ? { excerpt } : {}) },
    }
  }

  return async <T>(args: Call<T>): Promise<Reply<T>> => {
    if (!read.ok) return refuse('POSTIZ_ADDRESS_INVALID', read.message)
    if (!key.ok) return refuse(key.code, key.message)
    const { hasEffect } = args
    const base = args.isPublic ? read.address.rootUrl : read.address.apiUrl
    const ended = await send({
      method: args.method,
      url: `${base}${args.path}`,
      headers: {
        accept: 'application/json',
        'user-agent': connection.userAgent ?? 'Postyard',
        ...(args.isPublic ? {} : { authorization: key.apiKey }),
        ...(typeof args.body === 'string' ? { 'content-type': 'application/json' } : {}),
        ...args.headers,
      },
      body: args.body,
      timeoutMs: args.timeoutMs ?? timeoutMs,
      maxBytes: maxAnswerBytes,
      httpAgent: connection.httpAgent ?? (hasEffect ? freshHttp : keptHttp),
      httpsAgent: connection.httpsAgent ?? (hasEffect ? freshHttps : keptHttps),
      reach: connection.reach,
      signal: args.signal,
    })
    const found = ended.kind === 'answered' ? parse(args.answer, ended) : null
    const rateLimit =
      ended.kind === 'answered' ? (readRateLimit(ended.headers) ?? undefined) : undefined
    const answer = keep(ended, rateLimit, hasEffect || !found)
    if (found) return { ok: true, value: found.value, answer, rateLimit }
    const fault = readError({ failure: ended, hasEffect, apiKey: key.apiKey, now: now() })
    return { ok: false, fault, answer, rateLimit }
  }
}
