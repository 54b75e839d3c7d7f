import type { Payload } from 'payload'
import { operations, runFor } from 'postyard'
import type { ChaosAgency, ChaosOrganisation, ChaosPost } from './agencyOf.ts'

type Args = { payload: Payload; agency: ChaosAgency; postizUrl: string; now: Date }

type Client = { tenant: string; channels: string[] }

/** So many operations are under way at once. */
const atOnce = 6

const dayMs = 24 * 60 * 60_000

/**
 * Makes the clients with their channels, and distributes each post over its channels, by the operations that people
 * use too. All of them are due in a day, so that nothing moves before it shall.
 */
export async function furnish({ payload, agency, postizUrl, now }: Args): Promise<void> {
  const user = await payload.create({
    collection: 'users',
    data: {
      name: 'Chaos',
      email: 'chaos@postyard.test',
      password: 'only-for-a-throw-away-database',
      isAgencyAdmin: true,
    } as never,
  })
  const admin = { ...user, collection: 'users' }
  const clients: Client[] = []
  for (const organisation of agency.organisations) {
    clients.push(await connect({ payload, organisation, postizUrl, admin }))
  }
  const at = new Date(now.getTime() + dayMs).toISOString()
  const waiting = agency.posts.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const post of waiting) {
        await distribute({ payload, post, client: clients[post.organisation]!, at, admin })
      }
    }),
  )
}

const create = async (payload: Payload, collection: string, data: object): Promise<string> =>
  String((await payload.create({ collection: collection as 'users', data: data as never })).id)

const connect = async (args: {
  payload: Payload
  organisation: ChaosOrganisation
  postizUrl: string
  admin: unknown
}): Promise<Client> => {
  const { payload, organisation, postizUrl, admin } = args
  const { name, key, channels } = organisation
  const slug = name.toLowerCase().replaceAll(' ', '-')
  const tenant = await create(payload, 'tenants', { name, slug, timezone: 'UTC' })
  await runFor({
    payload,
    operation: operations.connectPostiz,
    input: { id: tenant, baseUrl: `${postizUrl}/api`, apiKey: key },
    user: admin,
  })
  const { docs } = await payload.find({
    collection: 'channels',
    where: { tenant: { equals: tenant } },
    depth: 0,
    pagination: false,
  })
  const ids = new Map(
    docs.map((doc) => [
      (doc as unknown as { integrationId: string }).integrationId,
      String(doc.id),
    ]),
  )
  return { tenant, channels: channels.map(({ id }) => ids.get(id) ?? '') }
}

const distribute = async (args: {
  payload: Payload
  post: ChaosPost
  client: Client
  at: string
  admin: unknown
}): Promise<void> => {
  const { payload, post, client, at, admin } = args
  const id = await create(payload, 'posts', {
    tenant: client.tenant,
    title: post.mark,
    text: `${post.mark} goes out once, or a person knows why not.`,
  })
  await runFor({
    payload,
    operation: operations.distribute,
    input: { id, channels: client.channels.slice(0, post.channels), at },
    user: admin,
  })
}
