import http from 'node:http'
import https from 'node:https'
import type { Reach } from '../../security/reach.ts'
import { send } from '../http/send.ts'

/** A hub only takes a note; one that takes longer is asked again with the next item. In ms. */
const timeoutMs = 4_000
const connectMs = 2_000

const maxAnswerBytes = 16 * 1024

// Each call gets a fresh connection, so that its host is looked up and checked each time.
const httpAgent = new http.Agent({ keepAlive: false })
const httpsAgent = new https.Agent({ keepAlive: false })

/** How a hub took a note: with which status it answered, or why it did not. */
export type Told = { isTaken: boolean; statusCode?: number; errorCode?: string }

/**
 * Tells a WebSub hub that feeds say something new, by one request; never throws. The hub then reads the feeds and hands
 * them on to its subscribers.
 * Source: w3.org/TR/websub leaves to each hub how it is told; this is the way of PubSubHubbub 0.4, section 7.1, which
 * public hubs take (read on 2026-11-22).
 */
export const tellHub = async (args: {
  hub: string
  /** The addresses of the feed, one for each of its formats. */
  topics: string[]
  reach: Reach
  signal?: AbortSignal
}): Promise<Told> => {
  const { hub, topics, reach, signal } = args
  if (!URL.canParse(hub)) return { isTaken: false, errorCode: 'INVALID_ADDRESS' }
  const ended = await send({
    method: 'POST',
    url: hub,
    headers: {
      accept: '*/*',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Postyard',
    },
    body: new URLSearchParams([
      ['hub.mode', 'publish'],
      ...topics.map((topic) => ['hub.url', topic]),
    ]).toString(),
    timeoutMs,
    connectMs,
    maxBytes: maxAnswerBytes,
    httpAgent,
    httpsAgent,
    reach,
    signal,
  })
  if (ended.kind === 'broken') {
    return { isTaken: false, errorCode: ended.reason === 'timeout' ? 'TIMEOUT' : ended.errorCode }
  }
  const { statusCode } = ended
  return { isTaken: statusCode >= 200 && statusCode < 300, statusCode }
}
