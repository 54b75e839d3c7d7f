import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PushStore, ReceivedPush } from './openPushStore.ts'

export type PushStream = {
  /**
   * Server-sent events, one per push as it comes in, of one phone or of all; first those after `after`. After a break
   * the browser names the last one it saw (`Last-Event-ID`) and gets those that it missed.
   */
  open: (args: {
    request: IncomingMessage
    response: ServerResponse
    token?: string
    after?: number
  }) => void
  publish: (push: ReceivedPush) => void
}

type Listener = { token?: string; response: ServerResponse }

export function createPushStream({ store }: { store: PushStore }): PushStream {
  const listeners = new Set<Listener>()
  return {
    open: ({ request, response, token, after }) => {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
      })
      response.write('retry: 1000\n\n')
      const seen = Number(request.headers['last-event-id'] ?? after ?? Number.NaN)
      if (Number.isInteger(seen))
        for (const push of store.list({ token, after: seen, limit: 50_000 })) write(response, push)
      const listener = { token, response }
      listeners.add(listener)
      response.once('close', () => listeners.delete(listener))
    },
    publish: (push) => {
      for (const { token, response } of listeners)
        if (token === undefined || token === push.token) write(response, push)
    },
  }
}

const write = (response: ServerResponse, push: ReceivedPush): void =>
  void response.write(`id: ${push.id}\nevent: push\ndata: ${JSON.stringify(push)}\n\n`)
