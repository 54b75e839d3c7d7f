import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import axios, { type Method } from 'axios'

export type Said = { status: number; code: string | null; body: Record<string, unknown> }

type Request = { method?: Method; body?: object; key?: string }

export type Client = {
  /** Asks the API; what has no answer, or an answer that says nothing, is asked again for a while. */
  ask: (path: string, request?: Request) => Promise<Said>
  /** From now on every request carries this header. */
  authorise: (header: string) => void
  /** Cuts it off from the network: requests wait until `connect`. */
  disconnect: () => void
  connect: () => void
  /** Answers by what they were: `200`, or the code of a refusal. */
  counts: Map<string, number>
  close: () => void
}

/** How often something without a proper answer is asked again. */
const mostTries = 6

/** Somebody's HTTP client: its own connections, its own credential, and a network that may be away. */
export function openClient(api: string): Client {
  const httpAgent = new Agent({ keepAlive: true, maxSockets: 4 })
  const counts = new Map<string, number>()
  let authorization: string | undefined
  let online = Promise.withResolvers<void>()
  online.resolve()

  const send = async (path: string, { method = 'POST', body, key }: Request): Promise<Said> => {
    const { status, data } = await axios.request({
      url: `${api}${path}`,
      method,
      ...(method === 'GET' ? {} : { data: body ?? {} }),
      headers: {
        ...(authorization ? { authorization } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      httpAgent,
      proxy: false,
      timeout: 30_000,
      validateStatus: () => true,
    })
    const answer = typeof data === 'object' && data !== null ? data : {}
    return { status, code: typeof answer.code === 'string' ? answer.code : null, body: answer }
  }

  return {
    async ask(path, request = {}) {
      for (let attempt = 1; ; attempt += 1) {
        await online.promise
        const said = await send(path, request).catch((error: unknown): Said => {
          const code = error instanceof Error && 'code' in error ? String(error.code) : 'NO_ANSWER'
          return { status: 0, code, body: {} }
        })
        const name = said.status === 200 ? '200' : `${said.status} ${said.code ?? ''}`.trim()
        counts.set(name, (counts.get(name) ?? 0) + 1)
        if ((said.status > 0 && said.status < 500) || attempt === mostTries) return said
        await sleep(attempt * 250)
      }
    },
    authorise: (header) => {
      authorization = header
    },
    disconnect: () => {
      online = Promise.withResolvers<void>()
    },
    connect: () => online.resolve(),
    counts,
    close: () => httpAgent.destroy(),
  }
}
