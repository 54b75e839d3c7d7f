import http from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  method: string
  url: string
  headers: http.IncomingHttpHeaders
  body: Buffer
}

type Given = {
  status?: number
  headers?: Record<string, string>
  /** Sent as it is where it is a string, else as JSON. */
  body?: unknown
}

type Handler = (received: Received, socket: http.ServerResponse) => Given | undefined

/**
 * A real HTTP server on a free port of loopback, for one test. The handler gives each answer, or deals with the
 * response itself and gives none. `await using` closes it.
 */
export const listen = async (handler: Handler) => {
  const received: Received[] = []
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk)
    } catch {
      // The client has gone; the test sees that on its own side.
      return
    }
    const { method = '', url = '', headers } = request
    const entry = { method, url, headers, body: Buffer.concat(chunks) }
    received.push(entry)
    const given = handler(entry, response)
    if (!given) return
    const isText = typeof given.body === 'string'
    response.writeHead(given.status ?? 200, {
      'content-type': isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
      ...given.headers,
    })
    response.end(isText ? given.body : JSON.stringify(given.body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
