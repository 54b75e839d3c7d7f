import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fault, type FaultKind, kindsAfter, kindsBefore } from '../faults/fault.ts'
import type { Sandbox } from '../sandbox.ts'
import { findOrganisationByKey } from '../store/organisations.ts'
import { rememberRequest } from '../store/requests.ts'
import { type Answer, gatewayPage, internalError } from './answer.ts'
import { answerApi } from './answerApi.ts'
import { tooManyRequests } from './countRequest.ts'
import { type Incoming, toIncoming } from './incoming.ts'
import { sendAnswer } from './sendAnswer.ts'

type Args = { sandbox: Sandbox; request: IncomingMessage; response: ServerResponse }

/** Answers a request to the API, unless and as far as a fault strikes it. */
export async function serveApi({ sandbox, request, response }: Args): Promise<void> {
  const incoming = toIncoming(request)
  const key = incoming.header('authorization')
  const organisation = key ? findOrganisationByKey(sandbox.store, key) : undefined
  const path = incoming.url.pathname.slice('/api'.length)
  const fault = sandbox.faults.pick({
    kinds: kindsFor(incoming),
    method: incoming.method,
    path: incoming.url.pathname,
    organisation: organisation?.name ?? null,
  })
  const remember = (route: string, status: number) =>
    rememberRequest(sandbox.store, {
      organisation: organisation?.id ?? 0,
      method: incoming.method,
      route,
      status,
      fault: fault?.kind ?? '',
    })

  const early = fault && answerBefore(fault)
  const isLost = fault?.kind === 'hang' || fault?.kind === 'reset-before'
  if (early || isLost) {
    remember('', early?.status ?? 0)
    if (early) sendAnswer(response, early)
    else if (fault?.kind === 'reset-before') tear(request)
    return
  }
  if (fault?.kind === 'slow') await sleep(fault.delayMs ?? 2000, undefined, { ref: false })
  if (fault?.kind === 'html-504') {
    await incoming.readAll(mostBytes)
    sendAnswer(response, gatewayPage(504, 'Gateway Time-out'))
    await sleep(fault.delayMs ?? 1000, undefined, { ref: false })
  }

  const { answer, route } = await answerApi({ sandbox, incoming, path, fault })
  switch (fault?.kind) {
    case 'html-504':
      remember(route, 504)
      break
    case 'hang-after':
      remember(route, 0)
      break
    case 'reset-after':
      remember(route, 0)
      tear(request)
      break
    case 'error-after':
      remember(route, 500)
      sendAnswer(response, internalError())
      break
    default:
      remember(route, answer.status)
      sendAnswer(response, answer)
  }
}

/** Of any body. */
const mostBytes = 2 * 1024 ** 3

function kindsFor({ method, url }: Incoming): FaultKind[] {
  const canBreakMidway = method === 'POST' && url.pathname.endsWith('/posts')
  return [...kindsBefore, ...kindsAfter].filter((kind) => kind !== 'error-midway' || canBreakMidway)
}

function answerBefore({ kind, delayMs }: Fault): Answer | null {
  if (kind === '429') return tooManyRequests(delayMs ?? 1000)
  if (kind === '500') return internalError()
  if (kind === '503') return gatewayPage(503, 'Service Temporarily Unavailable')
  if (kind === '401-empty') return { status: 401, headers: { logout: 'true' }, body: '' }
  return null
}

/** Ends the connection with a reset, so that the client cannot take it for an answer. */
function tear(request: IncomingMessage): void {
  request.socket.resetAndDestroy()
}
