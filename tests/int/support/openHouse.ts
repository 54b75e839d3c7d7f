import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import config from '@payload-config'
import { GRAPHQL_POST } from '@payloadcms/next/routes'
import { getPayload, handleEndpoints, type Payload } from 'payload'

export type House = {
  payload: Payload
  /** Where the API answers: `http://127.0.0.1:…/api`. */
  api: string
  close: () => Promise<void>
}

/** The application as its clients meet it: Payload with its API, REST and GraphQL, on a real port; any free one by default. */
export const openHouse = async ({ port: wanted = 0 } = {}): Promise<House> => {
  const sanitized = await config
  const payload = await getPayload({ config: sanitized })
  const answerGraphql = GRAPHQL_POST(sanitized)
  const server = createServer(async (incoming, outgoing) => {
    const method = incoming.method ?? 'GET'
    const gone = new AbortController()
    outgoing.on('close', () => outgoing.writableFinished || gone.abort())
    const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
      method,
      headers: incoming.headers as Record<string, string>,
      signal: gone.signal,
      ...(method === 'GET' || method === 'HEAD'
        ? {}
        : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' }),
    } as RequestInit)
    const isGraphql = method === 'POST' && incoming.url === '/api/graphql'
    const response = isGraphql
      ? await answerGraphql(request)
      : await handleEndpoints({ config: sanitized, request })
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
    payload,
    api: `http://127.0.0.1:${port}/api`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
