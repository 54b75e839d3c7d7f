import { setTimeout as sleep } from 'node:timers/promises'
import { compile, forkProgram } from '../support/forkProgram.ts'
import { invalid } from '../support/invalid.ts'
import type { BenchServer } from '../support/openServer.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'
import type { HouseMessage, HouseOrder, WriteOrder } from './houseProgram.ts'
import { type Listener, openListeners } from './openListeners.ts'

/** What one run gave. */
export type Streamed = {
  /** From the commit of each event to each client that got it, ms. */
  latency: number[]
  /** What the process of the house grew by for each connection, kB. */
  kbPerConnection: number
  gaps: number
  repeats: number
}

type Args = {
  server: BenchServer
  house: BenchHouse
  run: number
  tenants: number
  connections: number
  perSecond: number
  seconds: number
  disconnects: number
  say: (line: string) => void
  signal: AbortSignal
}

/** How long the last events may take until they count as lost, in milliseconds. */
const patienceMs = 20_000

type Written = Extract<HouseMessage, { type: 'written' }>['committedAt']

/** The numbers that each tenant was to get. */
const numbersByTenant = (written: Written, tenants: number): number[][] => {
  const numbers: number[][] = Array.from({ length: tenants }, () => [])
  for (const [number] of written) numbers[number % tenants]!.push(number)
  return numbers
}

/** Counts what did not come, and what came twice. */
const countFaults = (listeners: Listener[], wanted: number[][]) => {
  let gaps = 0
  let repeats = 0
  for (const { tenant, received } of listeners) {
    const seen = new Set(received.map(({ number }) => number))
    repeats += received.length - seen.size
    gaps += wanted[tenant]!.filter((number) => !seen.has(number)).length
  }
  return { gaps, repeats }
}

const untilAllCame = async (listeners: Listener[], wanted: number[][]): Promise<void> => {
  const end = Date.now() + patienceMs
  const isMissing = () =>
    listeners.some(({ tenant, received }) => received.length < wanted[tenant]!.length)
  while (isMissing() && Date.now() < end) await sleep(50)
}

/** Cuts listeners off at random, spread over the time; each comes back at once. */
const disturb = async (listeners: Listener[], count: number, seconds: number): Promise<void> => {
  const busy = new Set<Listener>()
  const cut = async () => {
    const free = listeners.filter((listener) => !busy.has(listener))
    const listener = free[Math.floor(Math.random() * free.length)]
    if (!listener) return
    busy.add(listener)
    await listener.disconnect()
    await sleep(Math.random() * 500)
    await listener.connect()
    busy.delete(listener)
  }
  const cutting: Promise<void>[] = []
  for (let index = 0; index < count; index += 1) {
    cutting.push(cut())
    await sleep((seconds * 1_000) / count)
  }
  await Promise.all(cutting)
}

/** One process with a database of its own serves all connections over HTTP; they listen from this process. */
export const measureStream = async (args: Args): Promise<Streamed> => {
  const { server, house, run, tenants, connections, perSecond, seconds, disconnects, say } = args
  const name = `stream_${run}`
  const url = await server.create({ name, template: house.template })
  const path = await compile('bench/stream/houseProgram.ts')
  const order: HouseOrder = { tenants }
  const program = forkProgram<HouseMessage>({
    ...{ path, order },
    env: { ...house.envOf(url), NODE_OPTIONS: '--expose-gc' },
  })
  const stop = () => void program.kill()
  args.signal.addEventListener('abort', stop, { once: true })
  try {
    const ready = await program.next('ready')
    const ask = async () => {
      const answer = program.next('memory')
      program.tell({ type: 'memory' })
      return (await answer).bytes
    }
    const write = async () => {
      const answer = program.next('written')
      const order: WriteOrder = { type: 'write', events: perSecond * seconds, perSecond }
      program.tell(order)
      return (await answer).committedAt
    }
    // The first few load what all later ones use.
    const warm = await openListeners({ api: ready.api, tenants: ready.tenants, connections: 20 })
    const before = await ask()
    const opening = Date.now()
    const listeners = await openListeners({ ...ready, connections })
    say(`${connections} connections open after ${((Date.now() - opening) / 1_000).toFixed(1)} s`)
    const kbPerConnection = ((await ask()) - before) / connections / 1_000
    await Promise.all(warm.map(({ disconnect }) => disconnect()))
    const calm = await write()
    await untilAllCame(listeners, numbersByTenant(calm, tenants))
    const committedAt = new Map(calm)
    const latency = listeners.flatMap(({ received }) =>
      received.map(({ number, at }) => at - committedAt.get(number)!),
    )
    const [disturbed] = await Promise.all([write(), disturb(listeners, disconnects, seconds)])
    const wanted = numbersByTenant([...calm, ...disturbed], tenants)
    await untilAllCame(listeners, wanted)
    const faults = countFaults(listeners, wanted)
    if (latency.length === 0) throw invalid('no event came')
    await Promise.all(listeners.map(({ disconnect }) => disconnect()))
    return { latency, kbPerConnection, ...faults }
  } finally {
    args.signal.removeEventListener('abort', stop)
    await program.kill()
    await server.drop(name)
  }
}
