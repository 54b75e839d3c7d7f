import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { answerSend } from './answerSend.ts'
import { answerToken } from './answerToken.ts'
import { createBehaviours } from './behaviours.ts'
import { answerControl } from './control.ts'
import { issueCertificate } from './issueCertificate.ts'
import { openPushStore } from './openPushStore.ts'
import { createPushStream } from './streamPushes.ts'

type Args = {
  /** Of the TLS server that stands in for Google; 0 takes any free port. */
  port: number
  /** Of the page and its JSON; 0 takes any free port. */
  controlPort: number
  /** @default '127.0.0.1' */
  host?: string
  /** Where pushes and the authority are kept over a restart. @default ':memory:' */
  file?: string
  /** Decides whether a fault strikes that has a share: 0 up to 1. @default Math.random */
  random?: () => number
  /** @default the clock */
  now?: () => Date
  /** Told of what the sandbox itself did wrong; the client gets a 500. @default console.error */
  onError?: (error: unknown) => void
}

export type FcmSandbox = {
  /** Of the page and its JSON: `http://127.0.0.1:4402`. */
  url: string
  /** Of the TLS server. */
  port: number
  /** PEM of the authority that signed the TLS server's certificate. */
  ca: string
  close: () => Promise<void>
}

/** The hosts of Google that are stood in for. */
const hosts = ['fcm.googleapis.com', 'oauth2.googleapis.com']

/**
 * A stand-in for Firebase Cloud Messaging (HTTP v1) and for the place where service accounts get access tokens:
 * firebase-admin talks to it through an agent of `createFcmAgent`, unchanged in all else. It keeps what it
 * receives, shows it on a page, and misbehaves when it is told to.
 */
export async function startFcmSandbox({
  port,
  controlPort,
  host = '127.0.0.1',
  file = ':memory:',
  random = Math.random,
  now = () => new Date(),
  onError = console.error,
}: Args): Promise<FcmSandbox> {
  const store = openPushStore({ file })
  const behaviours = createBehaviours({ random })
  const stream = createPushStream({ store })
  const closing = new AbortController()
  const authority = await store.authority(() =>
    issueCertificate({ name: 'Postyard sandbox authority', now: now() }),
  )
  const { key, cert } = await issueCertificate({ name: hosts[0]!, hosts, authority, now: now() })
  const handle = (answer: Answer) => (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      if (closing.signal.aborted) return
      onError(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }

  const google = createTlsServer(
    { key, cert },
    handle(async (request, response) => {
      const project = /^\/v1\/projects\/([^/]+)\/messages:send$/.exec(request.url ?? '')?.[1]
      if (request.method === 'POST' && project)
        return answerSend({
          request,
          response,
          project: decodeURIComponent(project),
          store,
          behaviours,
          now,
          onPush: stream.publish,
          closing: closing.signal,
        })
      if (request.method === 'POST' && request.url === '/token')
        return answerToken({ request, response, now })
      response.writeHead(404, { 'content-type': 'text/html; charset=UTF-8' })
      response.end('<title>Error 404 (Not Found)!!1</title>')
    }),
  )
  const connection = { port, ca: authority.cert }
  const control = createServer(
    handle((request, response) =>
      answerControl({ request, response, store, behaviours, stream, connection }),
    ),
  )
  const close = async () => {
    closing.abort()
    await Promise.all([end(google), end(control)])
    store.close()
  }

  try {
    connection.port = await listen(google, port, host)
    const url = `http://${host}:${await listen(control, controlPort, host)}`
    return { url, ...connection, close }
  } catch (error) {
    await close()
    throw error
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function end(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
