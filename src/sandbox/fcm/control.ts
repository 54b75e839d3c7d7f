import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { type Behaviours, behaviourInput } from './behaviours.ts'
import type { PushStore } from './openPushStore.ts'
import { page } from './page.ts'
import { readJson } from './readJson.ts'
import type { PushStream } from './streamPushes.ts'

const phoneInput = behaviourInput.partial({ behaviour: true }).extend({
  /** What the page calls this phone. */
  label: z.string().min(1).max(80).optional(),
})

const listInput = z.object({
  token: z.string().optional(),
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(50_000).default(1_000),
})

type Args = {
  request: IncomingMessage
  response: ServerResponse
  store: PushStore
  behaviours: Behaviours
  stream: PushStream
  /** How the TLS server is reached: what `createFcmAgent` takes. */
  connection: { port: number; ca: string }
}

/** The stand-in's own port, for people, tests and simulated phones. */
export async function answerControl(args: Args): Promise<void> {
  const { request, response, store, behaviours, stream, connection } = args
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox')
  const token = /^\/sandbox\/tokens\/([^/]+)$/.exec(pathname)?.[1]
  const route = `${request.method} ${token ? '/sandbox/tokens/:token' : pathname}`
  const query = () => listInput.safeParse(Object.fromEntries(searchParams))

  switch (route) {
    case 'GET /':
      return answerPage(response)
    case 'GET /sandbox/ca':
      response.writeHead(200, { 'content-type': 'application/x-pem-file' })
      response.end(connection.ca)
      return
    case 'GET /sandbox/connection':
      // The caller reaches the TLS server under the same name as this port.
      return answer(response, 200, {
        ...connection,
        host: new URL(`http://${request.headers.host}`).hostname,
      })
    case 'GET /sandbox/messages':
      return checked(response, query(), (list) => ({
        counts: store.count(),
        messages: store.list(list),
      }))
    case 'DELETE /sandbox/messages':
      store.clear()
      return answer(response, 200, { counts: store.count() })
    case 'GET /sandbox/events': {
      const list = query()
      if (list.success) return stream.open({ request, response, ...list.data })
      return answer(response, 400, { message: z.prettifyError(list.error) })
    }
    case 'GET /sandbox/faults':
      return answer(response, 200, behaviours.list())
    case 'POST /sandbox/faults':
      return checked(response, behaviourInput.safeParse(await readJson(request)), (behaviour) => {
        behaviours.setForAll(behaviour)
        return behaviours.list()
      })
    case 'DELETE /sandbox/faults':
      behaviours.clearAll()
      return answer(response, 200, behaviours.list())
    case 'POST /sandbox/tokens/:token':
      return checked(response, phoneInput.safeParse(await readJson(request)), (phone) => {
        const phoneToken = decodeURIComponent(token!)
        const { label, behaviour, ...rest } = phone
        if (label) store.setLabel(phoneToken, label)
        if (behaviour) behaviours.setForToken(phoneToken, { behaviour, ...rest })
        return behaviours.list()
      })
    case 'DELETE /sandbox/tokens/:token':
      behaviours.clearToken(decodeURIComponent(token!))
      return answer(response, 200, behaviours.list())
    case 'POST /sandbox/reset':
      store.clear()
      behaviours.clear()
      return answer(response, 200, { counts: store.count(), ...behaviours.list() })
    default:
      return answer(response, 404, {
        message: `There is no ${route} here. GET / shows the pushes.`,
      })
  }
}

function checked<Input>(
  response: ServerResponse,
  input: z.ZodSafeParseResult<Input>,
  run: (input: Input) => unknown,
): void {
  if (input.success) answer(response, 200, run(input.data))
  else answer(response, 400, { message: z.prettifyError(input.error) })
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function answerPage(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
  })
  response.end(page)
}
