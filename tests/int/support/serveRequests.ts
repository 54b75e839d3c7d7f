import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

type Args = {
  /** Any free one by default. */
  port?: number
  answer: (request: Request, url: string) => Promise<Response>
}

/** Serves requests of the web's own kind on loopback. `api` is the root of Payload's API there. */
export const serveRequests = async ({ port: wanted = 0, answer }: Args) => {
  const server = createServer(async (incoming, outgoing) => {
    const method = incoming.method ?? 'GET'
    const url = incoming.url ?? ''
    const gone = new AbortController()
    outgoing.on('close', () => outgoing.writableFinished || gone.abort())
    const request = new Request(`http://${incoming.headers.host}${url}`, {
      method,
      headers: incoming.headers as Record<string, string>,
      signal: gone.signal,
      ...(method === 'GET' || method === 'HEAD'
        ? {}
        : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' }),
    } as RequestInit)
    const response = await answer(request, url)
    if (outgoing.destroyed) return
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    // Who hangs up ends the answer too; there is nobody left to tell of an error.
    if (response.body)
      pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing, () => {})
    else outgoing.end()
  })
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    api: `http://127.0.0.1:${port}/api`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
