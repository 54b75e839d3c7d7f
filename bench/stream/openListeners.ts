import type { Listened } from './houseProgram.ts'
import { openEventStream } from './openEventStream.ts'

type Args = { api: string; tenants: Listened[]; connections: number }

/** One who listens, over any number of connections, one after the other. */
export type Listener = {
  tenant: number
  /** The numbers of the events that came, in the order in which they came, and when, epoch ms. */
  received: { number: number; at: number }[]
  /** Connects, behind the last event that came before. */
  connect: () => Promise<void>
  disconnect: () => Promise<void>
}

const openListener = (api: string, { token }: Listened, tenant: number): Listener => {
  const received: Listener['received'] = []
  let stream: ReturnType<typeof openEventStream> | undefined
  return {
    tenant,
    received,
    connect: async () => {
      const last = stream?.lastEventId()
      stream = openEventStream({
        url: `${api}/events/stream`,
        headers: { authorization: `JWT ${token}` },
        ...(last ? { lastEventId: last } : {}),
        onEvent: ({ data }) => {
          const { number } = data.data as { number: number }
          received.push({ number, at: Date.now() })
        },
      })
      const { statusCode } = await stream.opened
      if (statusCode !== 200) throw new Error(`A stream was answered with ${statusCode}.`)
      // Its first words say where it resumes though nothing has come.
      await stream.begun
    },
    disconnect: async () => stream?.close(),
  }
}

/** So many connect at the same time. */
const atOnce = 50

/** Opens connections, as many of each tenant. */
export const openListeners = async (args: Args): Promise<Listener[]> => {
  const { api, tenants, connections } = args
  const listeners = Array.from({ length: connections }, (_, index) => {
    const tenant = index % tenants.length
    return openListener(api, tenants[tenant]!, tenant)
  })
  const waiting = [...listeners]
  const open = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await next.connect()
  }
  await Promise.all(Array.from({ length: atOnce }, open))
  return listeners
}
