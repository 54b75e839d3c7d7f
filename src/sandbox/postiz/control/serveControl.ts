import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, json } from '../http/answer.ts'
import { type Incoming, toIncoming } from '../http/incoming.ts'
import { matchPath } from '../http/matchRoute.ts'
import { sendAnswer } from '../http/sendAnswer.ts'
import { showCards, showOverview } from '../page/showFragments.ts'
import type { Sandbox } from '../sandbox.ts'
import { clearFaults, clearOneFault, setFaults, setOneFault, showFaults } from './changeFaults.ts'
import { changeIntegration } from './changeIntegration.ts'
import { changeOrganisation } from './changeOrganisation.ts'
import type { ControlCall } from './controlCall.ts'
import { isLoopback } from './isLoopback.ts'
import { reset, sweep } from './reset.ts'
import { showPublications } from './showPublications.ts'
import { showRequests } from './showRequests.ts'
import { streamEvents } from './streamEvents.ts'

type ControlRoute = { method: string; path: string; run: (call: ControlCall) => Answer }

const routes: ControlRoute[] = [
  { method: 'GET', path: '/sandbox/publications', run: showPublications },
  { method: 'GET', path: '/sandbox/requests', run: showRequests },
  { method: 'GET', path: '/sandbox/faults', run: showFaults },
  { method: 'POST', path: '/sandbox/faults', run: setFaults },
  { method: 'DELETE', path: '/sandbox/faults', run: clearFaults },
  { method: 'PUT', path: '/sandbox/faults/:kind', run: setOneFault },
  { method: 'DELETE', path: '/sandbox/faults/:kind', run: clearOneFault },
  { method: 'POST', path: '/sandbox/integrations/:id', run: changeIntegration },
  { method: 'POST', path: '/sandbox/organisations/:name', run: changeOrganisation },
  { method: 'POST', path: '/sandbox/reset', run: reset },
  { method: 'POST', path: '/sandbox/sweep', run: sweep },
  { method: 'GET', path: '/sandbox/overview', run: showOverview },
  { method: 'GET', path: '/sandbox/cards', run: showCards },
]

const maxBodyBytes = 1024 ** 2

type Args = { sandbox: Sandbox; request: IncomingMessage; response: ServerResponse }

/** The stand-in's own doors, for this machine only: what it published, and how it misbehaves. */
export async function serveControl({ sandbox, request, response }: Args): Promise<void> {
  const incoming = toIncoming(request)
  const { method, url } = incoming
  const isStream = method === 'GET' && url.pathname === '/sandbox/events'
  if (isStream && isFromHere(request))
    streamEvents({ sandbox, request, response, query: url.searchParams })
  else sendAnswer(response, await answerControl({ sandbox, request, incoming }))
}

type AnswerArgs = { sandbox: Sandbox; request: IncomingMessage; incoming: Incoming }

async function answerControl({ sandbox, request, incoming }: AnswerArgs): Promise<Answer> {
  const { method, url } = incoming
  if (!isFromHere(request))
    return json(403, { error: 'The sandbox is steered from its own machine only' })
  const segments = url.pathname.split('/')
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path.split('/'), segments) : null
    if (!params) continue
    const read = await readBody(incoming)
    if ('answer' in read) return read.answer
    return route.run({ sandbox, incoming, params, query: url.searchParams, body: read.body })
  }
  return json(404, { error: `There is no ${method} ${url.pathname}` })
}

/** From a loopback address, and not from a page of another site in somebody's browser. */
function isFromHere(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site']
  const isOwnPage = site === undefined || site === 'same-origin' || site === 'none'
  return isLoopback(request.socket.remoteAddress) && isOwnPage
}

type Read = { body: unknown } | { answer: Answer }

async function readBody(incoming: Incoming): Promise<Read> {
  if (incoming.method === 'GET') return { body: undefined }
  const bytes = await incoming.readAll(maxBodyBytes)
  if (!bytes) return { answer: json(413, { error: 'The body is larger than 1 MB' }) }
  if (!bytes.length) return { body: undefined }
  try {
    return { body: JSON.parse(bytes.toString('utf8')) }
  } catch (error) {
    return { answer: json(400, { error: `The body is no JSON: ${(error as Error).message}` }) }
  }
}
