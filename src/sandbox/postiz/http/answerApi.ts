import type { Fault } from '../faults/fault.ts'
import { publicRoutes } from '../routes/index.ts'
import type { Sandbox } from '../sandbox.ts'
import { type Answer, internalError, notFound } from './answer.ts'
import { authorise } from './authorise.ts'
import { countRequest, isLimited } from './countRequest.ts'
import type { Incoming } from './incoming.ts'
import { matchRoute } from './matchRoute.ts'
import { readJson } from './readJson.ts'

type Args = {
  sandbox: Sandbox
  incoming: Incoming
  /** Without `/api`. */
  path: string
  fault: Fault | null
}

export type ApiAnswer = {
  answer: Answer
  /** The pattern of the route, or '' where there is none. */
  route: string
}

/**
 * One request through Postiz in Postiz's order: body, route, key, limit, work. So a body that
 * cannot be read, or a wrong key, costs nothing of the limit; a body that does not fit does.
 */
export async function answerApi(args: Args): Promise<ApiAnswer> {
  const { sandbox, incoming, path, fault } = args
  const read = await readJson(incoming)
  const match = matchRoute({
    routes: publicRoutes,
    kind: sandbox.kind,
    method: incoming.method,
    path: path.replace(/\/+$/, '') || '/',
  })
  const route = match?.route.path ?? ''
  if ('answer' in read) return { route, answer: read.answer }
  if (!match) return { route, answer: notFound(`Cannot ${incoming.method} ${path}`) }

  const call = {
    sandbox,
    incoming,
    params: match.params,
    query: incoming.url.searchParams,
    body: read.body,
    fault,
  }
  const { run, isOpen } = match.route
  if (isOpen) return { route, answer: await work(() => run(call), sandbox) }

  const authorised = authorise(sandbox.store, incoming.header('authorization'))
  if ('answer' in authorised) return { route, answer: authorised.answer }
  const { organisation } = authorised
  let headers: Record<string, string> = {}
  if (isLimited(incoming.method, incoming.url)) {
    const { store, limit, now } = sandbox
    const counted = countRequest({ store, organisation: organisation.id, limit, now: now() })
    if ('answer' in counted) return { route, answer: counted.answer }
    headers = counted.headers
  }
  const answer = await work(() => run({ ...call, organisation }), sandbox)
  return { route, answer: { ...answer, headers: { ...answer.headers, ...headers } } }
}

async function work(run: () => Answer | Promise<Answer>, sandbox: Sandbox): Promise<Answer> {
  try {
    return await run()
  } catch (error) {
    sandbox.onError(error)
    return internalError()
  }
}
