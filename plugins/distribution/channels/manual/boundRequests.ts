import { AsyncLocalStorage } from 'node:async_hooks'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Agent } from 'node:https'

/** Everything that one piece of work has asked of the network, so that it can be stopped at once. */
export type RequestScope = {
  /** Requests begun inside `work`, at any depth, belong to this scope. */
  run: <T>(work: () => Promise<T>) => Promise<T>
  /** Ends what is under way with `reason`, and whatever the scope asks for later. */
  stop: (reason: Error) => void
}

type Open = { reason?: Error; requests: Set<ClientRequest> }

const current = new AsyncLocalStorage<Open>()

export function openRequestScope(): RequestScope {
  const open: Open = { requests: new Set() }
  return {
    run: (work) => current.run(open, work),
    stop: (reason) => {
      open.reason ??= reason
      for (const request of [...open.requests]) end(request, open.reason)
    },
  }
}

type AddRequest = { addRequest: (request: ClientRequest, options: unknown) => void }

/**
 * The same agent, with its requests bound to the scope they are made in.
 *
 * firebase-admin has neither a signal nor a setting for its retries: it waits 15 s for each of five attempts, and
 * sleeps as long as a 503 asks it to, up to a minute each time, while the answers for all other tokens of the
 * chunk wait with it. Through this agent a scope ends its requests when its time is over, and a 503 is shown
 * as a 500 with the same headers and body, which firebase-admin hands back at once.
 */
export function boundRequests(agent: Agent): Agent {
  return new Proxy(agent, {
    get: (target, key) => {
      if (key !== 'addRequest') return Reflect.get(target, key, target)
      return (request: ClientRequest, options: unknown) => {
        const open = current.getStore()
        if (open?.reason) {
          // Its listeners are attached once this call has returned.
          process.nextTick(end, request, open.reason)
          return
        }
        if (open) watch(request, open)
        ;(target as Agent & AddRequest).addRequest(request, options)
      }
    },
  })
}

function watch(request: ClientRequest, open: Open): void {
  open.requests.add(request)
  request.once('close', () => open.requests.delete(request))
  request.prependOnceListener('response', (response: IncomingMessage) => {
    if (response.statusCode === 503) response.statusCode = 500
  })
}

/** The event reaches the caller in every phase: without a socket, under way, or in the middle of an answer. */
function end(request: ClientRequest, reason: Error): void {
  request.emit('error', reason)
  // What the socket says about being closed comes after the reason, perhaps to nobody.
  request.on('error', () => {})
  request.destroy()
}
