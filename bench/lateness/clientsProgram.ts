import config from '@payload-config'
import { getPayload } from 'payload'
import { operations, runFor } from 'postyard'
import type { Part } from './scenes.ts'

/** What this program is started with. */
export type ClientsOrder = {
  /** Where Postiz is. */
  url: string
  /** The key of each organisation; each gets a client of its own. */
  keys: string[]
  /** Posts of each organisation, by part. Each goes to all channels of its client. */
  posts: Partial<Record<Part, number[]>>
  /** One of the clients has a webhook besides, to which these posts go alone. */
  webhook?: { index: number; url: string; secret: string; part: Part; posts: number }
}

/** What this program says. */
export type ClientsMessage = { type: 'done' }

const order = JSON.parse(process.argv[2]!) as ClientsOrder
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
const record = await payload.findByID({ collection: 'users', id: admin })
const user = { ...record, collection: 'users' }
const addPost = async (args: { tenant: string; text: string; channels: string[] }) => {
  const { tenant, text, channels } = args
  const id = await insert('posts', { tenant, title: text, text })
  await runFor({ payload, operation: operations.distribute, input: { id, channels, at }, user })
}

const addWebhook = async (tenant: string, webhook: NonNullable<ClientsOrder['webhook']>) => {
  const { index, url, secret, part, posts } = webhook
  const id = await insert('channels', { tenant, name: 'Website', kind: 'webhook' })
  await runFor({ payload, operation: operations.connectWebhook, input: { id, url, secret }, user })
  for (let number = 0; number < posts; number += 1) {
    await addPost({ tenant, text: `${part} ${index} ${number}`, channels: [id] })
  }
}

/** Far enough that nothing begins by itself; each run gives them their time. */
const at = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString()

for (const [index, apiKey] of order.keys.entries()) {
  const tenant = await insert('tenants', { name: `Client ${index}`, slug: `client-${index}` })
  await runFor({
    payload,
    operation: operations.connectPostiz,
    input: { id: tenant, baseUrl: `${order.url}/api`, apiKey },
    user,
  })
  const { docs } = await payload.find({
    collection: 'channels' as 'users',
    where: { tenant: { equals: tenant } },
    pagination: false,
    depth: 0,
  })
  const channels = docs.map(({ id }) => String(id))
  for (const [part, counts] of Object.entries(order.posts)) {
    for (let number = 0; number < counts[index]!; number += 1) {
      await addPost({ tenant, text: `${part} ${index} ${number}`, channels })
    }
  }
  if (order.webhook?.index === index) await addWebhook(tenant, order.webhook)
}
process.send!({ type: 'done' } satisfies ClientsMessage, () => process.exit(0))
