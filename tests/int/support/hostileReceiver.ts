import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { path: string; headers: IncomingHttpHeaders; body: string }

export type Behaviour = (outgoing: ServerResponse, received: Received) => void

/** An answer as receivers give it, or do not. */
export const behaviours = {
  takes: (outgoing: ServerResponse) => outgoing.writeHead(200).end('thanks'),
  status:
    (statusCode: number, headers: Record<string, string> = {}): Behaviour =>
    (outgoing) =>
      outgoing.writeHead(statusCode, headers).end('no'),
  /** The request is read, and nothing ever comes. */
  hangs: () => {},
  breaksOff: (outgoing: ServerResponse) => outgoing.destroy(),
  /** Says that it took it, and never stops talking. */
  isEndless: (outgoing: ServerResponse) => {
    outgoing.writeHead(200)
    const talk = () => {
      if (!outgoing.destroyed && outgoing.write(Buffer.alloc(64 * 1024, 'x'))) setImmediate(talk)
    }
    outgoing.on('drain', talk)
    talk()
  },
} as const satisfies Record<string, Behaviour | ((...args: never[]) => Behaviour)>

/** A server that takes webhooks and answers as it is told to: the next ones in the order given, then as by default. */
export const openReceiver = async () => {
  const received: Received[] = []
  const next: Behaviour[] = []
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const one = {
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      received.push(one)
      const behave = next.shift() ?? behaviours.takes
      behave(outgoing, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/posts?key=of-the-address`,
    port,
    received,
    answer: (...behaviour: Behaviour[]) => next.push(...behaviour),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
