import config from '@payload-config'
import { getPayload } from 'payload'
import { operations, runFor } from 'postyard'
import { answerOrders } from '../support/answerOrders.ts'

/** What this program is started with: where Postiz is, and the key of the organisation with all the accounts. */
export type NetworkOrder = { url: string; key: string }

/** What it can be told: spread a post over all accounts, from then on, over so long and so far apart, in ms. */
export type StartOrder = { type: 'start'; from: string; windowMs: number; gapMs: number }

/** What this program says. */
export type NetworkMessage =
  | { type: 'ready'; accounts: number }
  /** How long it took to make the plan. */
  | { type: 'started'; plan: string; ms: number }

const order = JSON.parse(process.argv[2]!) as NetworkOrder
const payload = await getPayload({ config })

const insert = async (collection: string, data: object): Promise<string> => {
  const made = await payload.create({ collection: collection as 'users', data: data as never })
  return String(made.id)
}

const admin = await insert('users', {
  name: 'Bench',
  email: 'bench@postyard.test',
  password: 'only-in-a-throw-away-database',
  isAgencyAdmin: true,
})
const user = {
  ...(await payload.findByID({ collection: 'users', id: admin })),
  collection: 'users',
}
const tenant = await insert('tenants', { name: 'Client', slug: 'client' })
const connected = await runFor({
  payload,
  operation: operations.connectPostiz,
  input: { id: tenant, baseUrl: `${order.url}/api`, apiKey: order.key },
  user,
})

const minute = 60_000

const start = async ({ from, windowMs, gapMs }: StartOrder, isRehearsal: boolean) => {
  const text = `{Two|Three|Four} {bright|quiet} flats for {{channel.name}}, ${from}.`
  const post = await insert('posts', { tenant, title: 'A network', text })
  const began = performance.now()
  const { plan } = await runFor({
    payload,
    operation: operations.startNetwork,
    input: {
      post,
      select: { criteria: {} },
      window: { from, hours: windowMs / (60 * minute) },
      gap: { minMinutes: gapMs / minute, maxMinutes: (4 * gapMs) / minute },
      dryRun: isRehearsal,
    },
    user,
  })
  return { plan: String(plan), ms: performance.now() - began }
}

answerOrders({
  start: async (wish: StartOrder) => {
    // The first one of a process is slower, until its code is compiled.
    await start(wish, true)
    return { type: 'started', ...(await start(wish, false)) }
  },
})
process.send!({ type: 'ready', accounts: connected.imported } satisfies NetworkMessage)
