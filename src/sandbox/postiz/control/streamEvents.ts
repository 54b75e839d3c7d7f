import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sandbox } from '../sandbox.ts'
import { lastPublication, listPublications } from '../store/publications.ts'
import { readFilter } from './readFilter.ts'

type Args = {
  sandbox: Sandbox
  request: IncomingMessage
  response: ServerResponse
  query: URLSearchParams
}

const heartbeatMs = 15_000
const batch = 100

/**
 * Server-sent events: `publication` with the whole publication and its sequence number as id
 * (`Last-Event-ID` goes on after it), and `change` when anything else that one can see has changed.
 */
export function streamEvents({ sandbox, request, response, query }: Args): void {
  const asked = Number(request.headers['last-event-id'] ?? query.get('after') ?? Number.NaN)
  const filter = readFilter(query)
  let after = Number.isNaN(asked) ? lastPublication(sandbox.store) : asked
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.write('retry: 1000\n\n')

  const send = () => {
    for (;;) {
      const news = listPublications(sandbox.store, { ...filter, after, limit: batch })
      for (const publication of news) {
        after = publication.seq
        response.write(
          `id: ${publication.seq}\nevent: publication\ndata: ${JSON.stringify(publication)}\n\n`,
        )
      }
      if (news.length < batch) break
    }
    response.write('event: change\ndata: {}\n\n')
  }
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
  heartbeat.unref()
  const stop = sandbox.onChange(send)
  response.on('close', () => {
    clearInterval(heartbeat)
    stop()
  })
  send()
}
