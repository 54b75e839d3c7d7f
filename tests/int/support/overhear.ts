import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it went over the wire, with what was answered. */
export type Overheard = { method: string; path: string; body: Buffer; answer: Buffer }

/** Stands before a server, hands everything on, and keeps what was said to the byte. */
export const overhear = async (
  origin: string,
): Promise<{ url: string; heard: Overheard[]; close: () => Promise<void> }> => {
  const heard: Overheard[] = []
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const { method = 'GET', url: path = '/' } = incoming
    const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = incoming.headers
    const answered = await fetch(`${origin}${path}`, {
      method,
      headers: headers as Record<string, string>,
      ...(body.length > 0 ? { body } : {}),
      redirect: 'manual',
    })
    const answer = Buffer.from(await answered.arrayBuffer())
    heard.push({ method, path, body, answer })
    const { 'content-encoding': ____, ...kept } = Object.fromEntries(answered.headers)
    outgoing.writeHead(answered.status, { ...kept, 'content-length': String(answer.length) })
    outgoing.end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
