import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that only this machine reaches; port 0 takes any free one. Closing ends what is open, too. */
export const listenOnLoopback = async (
  port: number,
  listener: RequestListener,
): Promise<{ url: string; close: () => Promise<void> }> => {
  const server = createServer(listener)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
