import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isLoopback } from '../../sandbox/postiz/control/isLoopback.ts'
import { codeOf, setupError } from '../setupError.ts'
import { answerHealth } from './answerHealth.ts'
import type { Health } from './health.ts'

type Args = {
  host: string
  port: number
  token: string | undefined
  /** Told of a question that could not be answered. */
  onError: (error: unknown) => void
}

export type HealthDoor = {
  port: number
  /** From now on this is told; before, that the process is starting. */
  show: (health: Health) => void
  close: () => Promise<void>
}

/** Lets a process without a web server answer `/live`, `/ready` and `/metrics`. Throws `PORT_IN_USE`. */
export const openHealthDoor = async (args: Args): Promise<HealthDoor> => {
  const { host, port, token, onError } = args
  let shown: Health | undefined

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const response = await answerHealth({
      path: new URL(incoming.url ?? '/', 'http://local').pathname,
      authorization: incoming.headers.authorization,
      token,
      isLocal: isLoopback(incoming.socket.remoteAddress),
      health: async () => shown,
    })
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(await response.text())
  }
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      onError(error)
      if (!outgoing.headersSent) outgoing.writeHead(500)
      outgoing.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      if (!['EADDRINUSE', 'EACCES'].includes(codeOf(cause))) return reject(cause)
      const message = `The port ${port} for the worker's health can't be used (${codeOf(cause)}): choose another WORKER_PORT.`
      reject(setupError({ code: 'PORT_IN_USE', message, cause }))
    })
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    show: (health) => {
      shown = health
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
