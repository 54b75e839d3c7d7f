import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A receiver of webhooks that is out of order. */
export type FailingReceiver = {
  url: string
  /** What signs for it. */
  secret: string
  /** How often it was called. */
  calls: () => number
  close: () => Promise<void>
}

/** Starts a receiver that answers everything with 500. */
export const openFailingReceiver = async (): Promise<FailingReceiver> => {
  let calls = 0
  const server = createServer((incoming, outgoing) => {
    calls += 1
    incoming.resume().on('end', () => outgoing.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/posts`,
    secret: `whsec_${randomBytes(32).toString('base64')}`,
    calls: () => calls,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
