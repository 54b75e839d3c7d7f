import { buffer } from 'node:stream/consumers'
import { listenOnLoopback } from '../listenOnLoopback.ts'
import {
  type Account,
  addBoard,
  type Board,
  openAccount,
  type Pin,
  removeBoard,
} from './account.ts'
import { answerPinterest, type PinterestAnswer } from './answerPinterest.ts'

type Args = {
  /** 0 takes any free port. */
  port: number
  /** With which its one user calls. */
  token: string
  /** @default the clock */
  now?: () => Date
}

export type PinterestSandbox = {
  /** `http://127.0.0.1:…`, before the version. */
  url: string
  boards: () => Board[]
  pins: () => Pin[]
  /** As a person does it in the app. */
  addBoard: (name: string) => Board
  removeBoard: (id: string) => boolean
  /** Lets the next calls of a method and a kind fail with a status; 0 forgets it. */
  failNext: (route: string, status: number, times?: number) => void
  close: () => Promise<void>
}

type Failure = { route: string; status: number; left: number }

const readBody = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    // What is no JSON is refused as an input, by whoever wants one.
    return undefined
  }
}

/**
 * A stand-in for Pinterest: a real HTTP server on loopback with one account, which is reached by a bearer token and keeps
 * its boards and pins in memory.
 */
export const startPinterestSandbox = async (args: Args): Promise<PinterestSandbox> => {
  const { port, token, now = () => new Date() } = args
  const account: Account = openAccount()
  let failure: Failure | undefined

  const failing = (route: string): PinterestAnswer | undefined => {
    if (!failure || failure.route !== route || failure.left === 0) return undefined
    failure.left -= 1
    return { status: failure.status, body: { code: 0, message: 'Something went wrong.' } }
  }

  const { url, close } = await listenOnLoopback(port, async (request, response) => {
    const body = readBody(await buffer(request))
    const asked = new URL(request.url ?? '/', 'http://loopback')
    const method = request.method ?? 'GET'
    const isKnown = request.headers.authorization === `Bearer ${token}`
    const given = isKnown
      ? (failing(`${method} ${asked.pathname.split('/')[2]}`) ??
        answerPinterest({ account, method, url: asked, body, now: now() }))
      : { status: 401, body: { code: 2, message: 'Authentication failed.' } }
    response.writeHead(given.status, { 'content-type': 'application/json' })
    response.end(given.body === undefined ? undefined : JSON.stringify(given.body))
  })
  return {
    url,
    boards: () => [...account.boards.values()],
    pins: () => [...account.pins.values()],
    addBoard: (name) => addBoard(account, { name, now: now() }),
    removeBoard: (id) => removeBoard(account, id),
    failNext: (route, status, times = 1) => {
      failure = { route, status, left: times }
    },
    close,
  }
}
