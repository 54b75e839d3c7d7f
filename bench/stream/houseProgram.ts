import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout as sleep } from 'node:timers/promises'
import config from '@payload-config'
import { getPayload, handleEndpoints } from 'payload'
import { system } from '../../plugins/distribution/model/changeState.ts'
import { inOwnTransaction } from '../../plugins/distribution/model/inOwnTransaction.ts'
import { logEvent } from '../../plugins/distribution/model/logEvent.ts'
import { answerOrders } from '../support/answerOrders.ts'

/** What this program is started with. */
export type HouseOrder = { tenants: number }

/** What it can be told: so many events, spread over the tenants, at a rate. */
export type WriteOrder = { type: 'write'; events: number; perSecond: number }

export type Listened = { id: string; token: string }

/** What this program says. */
export type HouseMessage =
  | { type: 'ready'; api: string; tenants: Listened[] }
  /** Bytes that the process takes, after what nobody needs is thrown away. */
  | { type: 'memory'; bytes: number }
  /** When the transaction of each event was committed, epoch ms, by the number of the event. */
  | { type: 'written'; committedAt: [number: number, at: number][] }

const order = JSON.parse(process.argv[2]!) as HouseOrder
const sanitized = await config
const payload = await getPayload({ config: sanitized })

const insert = async (collection: string, data: object): Promise<string> => {
  const made = await payload.create({ collection: collection as 'users', data: data as never })
  return String(made.id)
}

const tenants: Listened[] = []
for (let index = 0; index < order.tenants; index += 1) {
  const id = await insert('tenants', { name: `Client ${index}`, slug: `client-${index}` })
  const email = `manager-${index}@postyard.test`
  const password = 'only-in-a-throw-away-database'
  await insert('users', {
    name: email,
    email,
    password,
    tenants: [{ tenant: id, roles: ['manager'] }],
  })
  const { token } = await payload.login({ collection: 'users', data: { email, password } as never })
  tenants.push({ id, token: token! })
}

const server = createServer(async (incoming, outgoing) => {
  const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
    headers: incoming.headers as Record<string, string>,
  })
  const response = await handleEndpoints({ config: sanitized, request })
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body) pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing, () => {})
  else outgoing.end()
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

let written = 0

/** Each in a transaction of its own that takes a moment, so that later ones may commit earlier. */
const writeOne = async (): Promise<[number, number]> => {
  written += 1
  const number = written
  await inOwnTransaction(payload, async (db) => {
    await logEvent({
      db,
      type: 'distribution.channel.limited',
      tenant: tenants[number % tenants.length]!.id,
      actor: system,
      data: { number },
    })
    await sleep(Math.random() * 20)
  })
  return [number, Date.now()]
}

answerOrders({
  memory: () => {
    global.gc?.()
    return { type: 'memory', bytes: process.memoryUsage().rss }
  },
  write: async ({ events, perSecond }: WriteOrder) => {
    const writing: Promise<[number, number]>[] = []
    const begin = performance.now()
    for (let index = 0; index < events; index += 1) {
      await sleep(Math.max(0, begin + (index * 1_000) / perSecond - performance.now()))
      writing.push(writeOne())
    }
    return { type: 'written', committedAt: await Promise.all(writing) }
  },
})
const { port } = server.address() as AddressInfo
process.send!({
  type: 'ready',
  api: `http://127.0.0.1:${port}/api`,
  tenants,
} satisfies HouseMessage)
