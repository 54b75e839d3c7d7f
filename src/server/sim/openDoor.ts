import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { handleEndpoints, type SanitizedConfig } from 'payload'

/**
 * The API on a port of this machine (0: any free one), as the web server answers it; without the panel, for which no
 * phone asks. Returns its address, with `/api`.
 */
export async function openDoor(config: SanitizedConfig, port = 0): Promise<string> {
  const server = createServer(async (incoming, outgoing) => {
    const method = incoming.method ?? 'GET'
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
      method,
      headers: incoming.headers as Record<string, string>,
      ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
    } as RequestInit)
    const response = await handleEndpoints({ config, request })
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    if (response.body) Readable.fromWeb(response.body as ReadableStream).pipe(outgoing)
    else outgoing.end()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
}
