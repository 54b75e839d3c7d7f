import type { Payload } from 'payload'
import { operations, runFor } from 'postyard'
import { adminEmail, type Cast, password } from './castOf.ts'

type Args = { payload: Payload; cast: Cast; now: Date }

/** So many operations are under way at once. */
const atOnce = 6

const dayMs = 24 * 60 * 60_000

/**
 * Makes the clients, their people and channels, and distributes each post by the operation that people use too. All of
 * them are due in a day, so that nothing moves before it shall.
 */
export async function furnishAgents({ payload, cast, now }: Args): Promise<void> {
  const create = async (collection: string, data: object): Promise<string> =>
    String((await payload.create({ collection: collection as 'users', data: data as never })).id)
  const tenants: string[] = []
  for (const name of cast.tenants) {
    const slug = name.toLowerCase().replaceAll(' ', '-')
    tenants.push(await create('tenants', { name, slug, timezone: 'UTC' }))
  }
  const person = (name: string, email: string, roles: object[]) =>
    create('users', { name, email, password, tenants: roles })
  const agents: string[] = []
  for (const { name, email, tenants: places } of cast.agents) {
    const roles = places.map((place) => ({ tenant: tenants[place], roles: ['field-agent'] }))
    agents.push(await person(name, email, roles))
  }
  for (const { name, email, tenant } of cast.managers) {
    await person(name, email, [{ tenant: tenants[tenant], roles: ['manager'] }])
  }
  const channels: string[] = []
  for (const { name, tenant, agents: places } of cast.channels) {
    const named = places.map((place) => agents[place])
    const data = { tenant: tenants[tenant], name, platform: 'whatsapp', kind: 'manual' }
    channels.push(await create('channels', { ...data, agents: named }))
  }
  const user = await payload.create({
    collection: 'users',
    data: { name: 'Admin', email: adminEmail, password, isAgencyAdmin: true } as never,
  })
  const admin = { ...user, collection: 'users' }
  const at = new Date(now.getTime() + dayMs).toISOString()
  const waiting = cast.tasks.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const { mark, channel } of waiting) {
        const tenant = tenants[cast.channels[channel]!.tenant]
        const text = `${mark} is posted by one person, once.`
        const id = await create('posts', { tenant, title: mark, text })
        const input = { id, channels: [channels[channel]!], at }
        await runFor({ payload, operation: operations.distribute, input, user: admin })
      }
    }),
  )
}
