import type { Tool } from '@modelcontextprotocol/sdk/types.js'
import type { Endpoint, Payload, PayloadRequest } from 'payload'
import { DistributionError } from '../../errors.ts'
import type { Caller, Operation } from '../../operation.ts'
import type { Settings } from '../../options.ts'
import { answerError } from '../../problem.ts'
import { tenantsAllowed } from '../../security/standing.ts'
import { settingsOf } from '../../settings.ts'
import { identify } from '../identify.ts'
import { limitRequests } from '../limitRequests.ts'
import { readText } from '../readInput.ts'
import { callTool } from './callTool.ts'
import { describeTool } from './describeTool.ts'

type Offer = { operation: Operation; tool: Tool }

/** Made once for each installation. */
const offers = new WeakMap<Settings, Offer[]>()

const offersOf = (payload: Payload, operations: Operation[]): Offer[] => {
  const settings = settingsOf(payload)
  const known = offers.get(settings)
  if (known) return known
  const ids = payload.db.defaultIDType === 'number' ? 'number' : 'uuid'
  const made = operations.map((operation) => ({ operation, tool: describeTool(operation, ids) }))
  offers.set(settings, made)
  return made
}

/** Whether it is of any use to show somebody a tool; what they may do is ruled where it is done. */
const isOfUse = ({ device, standing }: Caller, { permission, isForPhones }: Operation): boolean => {
  if (device !== undefined && !isForPhones) return false
  const tenants = tenantsAllowed(standing, permission)
  return tenants === 'all' || tenants.length > 0
}

/**
 * A page of another site has no business here, whatever name of this machine it goes by (DNS rebinding). Programs send no
 * Origin, and whoever comes without a log-in is refused in any case, so that the Host needs no list of its own.
 */
const checkOrigin = ({ headers, payload }: PayloadRequest, { serverUrl }: Settings): void => {
  const origin = headers.get('origin')
  if (origin === null || origin === new URL(serverUrl).origin) return
  const { cors } = payload.config
  const trusted = typeof cors === 'string' || Array.isArray(cors) ? cors : cors.origins
  if (trusted === '*' || trusted.includes(origin)) return
  throw new DistributionError(
    'FORBIDDEN',
    `Pages of ${origin} may not call this. Add it to "cors" in the configuration of this installation if it is yours.`,
  )
}

/** The tool that a message calls; undefined for any other message, and for what is none. */
const calledTool = (body: string): unknown => {
  try {
    const { method, params } = JSON.parse(body) as { method?: unknown; params?: { name?: unknown } }
    return method === 'tools/call' ? params?.name : undefined
  } catch {
    // The protocol's own answer to it follows.
    return undefined
  }
}

/** Answers one message; `told` gets the headers of its answer, whatever that is. */
const answer = async (
  operations: Operation[],
  req: PayloadRequest,
  told: Headers,
): Promise<Response> => {
  const { payload } = req
  const settings = settingsOf(payload)
  checkOrigin(req, settings)
  const caller = await identify(req, settings)
  const body = await readText(req)
  const tell = (more: Record<string, string>) => {
    for (const [name, value] of Object.entries(more)) told.set(name, value)
  }
  const count = () => limitRequests({ payload, caller, tell })
  const called = calledTool(body)
  // A call of an operation is counted where the operation is done, as at every door.
  if (!offersOf(payload, operations).some(({ tool }) => tool.name === called)) await count()
  if (body.trimStart().startsWith('[')) {
    throw new DistributionError('INVALID_INPUT', 'Send one message at a time, not an array.')
  }
  const headers = new Headers(req.headers)
  // Answers are JSON in any case, so that nobody needs to say that a stream of events would do too.
  headers.set('accept', 'application/json, text/event-stream')
  const request = new Request(req.url ?? '', { method: 'POST', headers, body })
  // Loaded with the first message: a worker that never gets one needs no memory for it.
  const { answerMessage } = await import('./answerMessage.ts')
  const response = await answerMessage({
    request,
    tools: offersOf(payload, operations)
      .filter(({ operation }) => isOfUse(caller, operation))
      .map(({ tool }) => tool),
    call: (name, input) => callTool({ operations, req, name, input, tell }),
  })
  // What the protocol refused never came to the operation that it named.
  if (!told.has('ratelimit-limit')) await count()
  for (const [name, value] of told) response.headers.set(name, value)
  return response
}

const path = '/mcp'

const onlyPost = (method: 'get' | 'delete'): Endpoint => ({
  path,
  method,
  handler: () => new Response(null, { status: 405, headers: { allow: 'POST' } }),
})

/**
 * The door for AI agents: `POST /mcp`, the streamable HTTP of the Model Context Protocol, with one tool for each
 * operation. It keeps no sessions and sends nothing unasked, so that GET and DELETE have nothing to do here.
 *
 * It stands on the protocol's own SDK. Payload's plugin-mcp gives a tool no hint of whether it only reads, answers wrong
 * arguments before the operation does, and leaves a request whose body is no JSON without any answer.
 */
export const mcpEndpoints = (operations: Operation[]): Endpoint[] => [
  {
    path,
    method: 'post',
    handler: async (req) => {
      const told = new Headers()
      try {
        return await answer(operations, req, told)
      } catch (error) {
        const response = answerError(error, req, told)
        if (response.status === 401) response.headers.set('www-authenticate', 'Bearer')
        return response
      }
    },
  },
  onlyPost('get'),
  onlyPost('delete'),
]
