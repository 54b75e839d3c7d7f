import http from 'node:http'
import https from 'node:https'
import type { Reach } from '../../security/reach.ts'
import { send } from '../http/send.ts'
import { type Endpoint, secretsAt } from './endpoint.ts'
import { judgeAnswer, type Verdict } from './judgeAnswer.ts'
import { signMessage } from './signMessage.ts'

/** How much of an answer is read, in bytes; no more of it is of use than a few words. */
const maxAnswerBytes = 64 * 1024

/** A receiver to which no connection stands by then is not there, in ms. */
const connectMs = 5_000

// Each call gets a fresh connection, so that its host is looked up and checked each time.
const httpAgent = new http.Agent({ keepAlive: false })
const httpsAgent = new https.Agent({ keepAlive: false })

/** What an answer must not repeat of the address and the headers: the whole, and the words of which it is made. */
const hiddenOf = ({ url, headers }: Endpoint): string[] => {
  const { pathname, search, searchParams } = new URL(url)
  const told = [`${pathname}${search}`, search, ...headers.map(({ value }) => value)]
  const words = [...told, ...searchParams.values()].flatMap((one) => [
    one,
    ...one.split(/[\s/?&=:,;]+/),
  ])
  return [url, ...words]
}

/**
 * Posts one message to a receiver, signed where there is a secret; never throws. The same `id` is given for every attempt of one delivery, so
 * that a receiver knows a repeat by it. No redirect is followed.
 */
export const callEndpoint = async (args: {
  endpoint: Endpoint
  id: string
  body: string
  /** The whole time from here to the answer's last byte, in ms. */
  timeoutMs: number
  reach: Reach
  now: () => Date
  signal?: AbortSignal
}): Promise<Verdict> => {
  const { endpoint, id, body, timeoutMs, reach, now, signal } = args
  const at = now()
  const secrets = secretsAt(endpoint, at)
  const ended = await send({
    method: 'POST',
    url: endpoint.url,
    headers: {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': 'Postyard',
      ...Object.fromEntries(endpoint.headers.map(({ name, value }) => [name, value])),
      ...signMessage({ id, body, secrets, now: at }),
    },
    body,
    timeoutMs,
    connectMs,
    maxBytes: maxAnswerBytes,
    httpAgent,
    httpsAgent,
    reach,
    signal,
  })
  return judgeAnswer({
    ended,
    secrets: [...secrets, ...hiddenOf(endpoint)]
      .filter((secret) => secret.length >= 6)
      .sort((a, b) => b.length - a.length),
    timeoutMs,
    now: now(),
  })
}
