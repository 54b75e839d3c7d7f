import type { ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { listenOnLoopback } from '../listenOnLoopback.ts'
import { type Misbehaviour, misbehaviourInput } from './misbehaviour.ts'
import type { PinterestAccess } from './pinterestModule.ts'
import { type DataStores, type Message, type Ran, runScenario } from './runScenario.ts'

/** One call of the hook, as it ended: `refused` where its key was wrong, `broken` where it held no message. */
export type MakeRun = {
  at: string
  key: string | null
  collection: string | null
  boardName: string | null
  mode: string | null
  title: string | null
} & (Ran | { outcome: 'refused' } | { outcome: 'broken' })

type Args = {
  /** 0 takes any free port. */
  port: number
  /** What callers show in the header `x-make-apikey`. */
  apiKey: string
  pinterest: PinterestAccess
  /** @default the clock */
  now?: () => Date
}

export type MakeSandbox = {
  /** Where the scenario is called. */
  hook: string
  /** Before `/log` and `/misbehave`. */
  url: string
  /** All calls, in their order. */
  log: () => MakeRun[]
  /** Lets the next calls misbehave. */
  misbehave: (kind: Misbehaviour, times?: number) => void
  close: () => Promise<void>
}

const messageInput = z.object({
  collection: z.string().nullable(),
  board_name: z.string().nullable(),
  mode: z.string().nullable(),
  feed_url: z.string().nullable(),
  image: z.string().nullable(),
  link: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  idempotency_key: z.string().min(1),
})

const readMessage = (text: string): z.infer<typeof messageInput> | undefined => {
  try {
    return messageInput.parse(JSON.parse(text))
  } catch {
    // The caller is told that this is no message.
    return undefined
  }
}

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/** What the last module of the scenario answers with. */
const statusOf: Record<MakeRun['outcome'], number> = {
  pinned: 200,
  repeated: 200,
  ignored: 200,
  failed: 503,
  refused: 401,
  broken: 400,
}

/**
 * A stand-in for Make.com with the one scenario of the documentation: a real HTTP server on loopback, whose runs come one
 * after another. What it got is read under `/log`; POST `/misbehave` with `{kind, times}` lets its next calls go wrong.
 */
export const startMakeSandbox = async (args: Args): Promise<MakeSandbox> => {
  const { port, apiKey, pinterest, now = () => new Date() } = args
  const stores: DataStores = { boards: new Map(), keys: new Set() }
  const log: MakeRun[] = []
  let fault: { kind: Misbehaviour; left: number } | undefined
  let last: Promise<unknown> = Promise.resolve()

  const takeFault = (): Misbehaviour | undefined => {
    if (!fault || fault.left === 0) return undefined
    fault.left -= 1
    return fault.kind
  }

  const note = (
    message: z.infer<typeof messageInput> | undefined,
    ran: Ran | { outcome: 'refused' | 'broken' },
  ) => {
    log.push({
      at: now().toISOString(),
      key: message?.idempotency_key ?? null,
      collection: message?.collection ?? null,
      boardName: message?.board_name ?? null,
      mode: message?.mode ?? null,
      title: message?.title ?? null,
      ...ran,
    } as MakeRun)
  }

  /** One after another, so that a repeat finds the key of the run before it. */
  const inTurn = (message: Message): Promise<Ran> => {
    const run = last.then(() => runScenario({ message, stores, pinterest }))
    last = run.catch(() => undefined)
    return run
  }

  const callHook = async (text: string, key: unknown, response: ServerResponse) => {
    const kind = takeFault()
    if (kind === 'error') return answer(response, 500, { message: 'Internal error' })
    if (kind === 'throttle') {
      response.setHeader('retry-after', '1')
      return answer(response, 429, { message: 'Too many requests' })
    }
    if (kind === 'reset') return void response.destroy()
    if (kind === 'hang') return
    const message = readMessage(text)
    if (key !== apiKey) {
      note(message, { outcome: 'refused' })
      return answer(response, statusOf.refused, 'Unauthorized')
    }
    if (!message) {
      note(undefined, { outcome: 'broken' })
      return answer(response, statusOf.broken, 'Bad request')
    }
    const ran = await inTurn(message)
    note(message, ran)
    if (kind === 'reset-after') return void response.destroy()
    if (kind === 'hang-after') return
    answer(response, statusOf[ran.outcome], ran)
  }

  const { url, close } = await listenOnLoopback(port, async (request, response) => {
    const text = (await buffer(request)).toString('utf8')
    const route = `${request.method} ${request.url}`
    try {
      if (route === 'POST /hook') {
        return await callHook(text, request.headers['x-make-apikey'], response)
      }
      if (route === 'GET /log') return answer(response, 200, log)
      if (route !== 'POST /misbehave') return answer(response, 404, { message: 'Not found' })
      const wanted = misbehaviourInput.safeParse(JSON.parse(text))
      if (!wanted.success) return answer(response, 400, z.prettifyError(wanted.error))
      fault = { kind: wanted.data.kind, left: wanted.data.times }
      answer(response, 200, wanted.data)
    } catch (error) {
      answer(response, 500, { message: String(error) })
    }
  })
  return {
    hook: `${url}/hook`,
    url,
    log: () => [...log],
    misbehave: (kind, times = 1) => {
      fault = { kind, left: times }
    },
    close,
  }
}
