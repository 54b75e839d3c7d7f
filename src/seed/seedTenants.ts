import type { Payload } from 'payload'
import { operations, runFor } from 'postyard'
import {
  type DemoTenant,
  demoChannelSettings,
  demoOrganisations,
  demoPostizKey,
  demoTenants,
} from './agency.ts'
import { findOrAdd } from './findOrAdd.ts'

export type TenantIds = Map<DemoTenant['slug'], string>

export const seedTenants = async (payload: Payload): Promise<TenantIds> => {
  const ids: TenantIds = new Map()
  for (const { slug, name, timezone } of demoTenants) {
    ids.set(
      slug,
      await findOrAdd({
        payload,
        collection: 'tenants',
        where: { slug: { equals: slug } },
        data: { slug, name, timezone },
      }),
    )
  }
  return ids
}

/** Connects each client to its group in the sandbox, gives its channels their settings, and adds those of people. */
export const connectTenants = async (args: {
  payload: Payload
  tenants: TenantIds
  people: Map<string, string>
  postizUrl: string
}): Promise<void> => {
  const { payload, tenants, people } = args
  const admin = await payload.findByID({
    collection: 'users',
    id: people.get('admin@postyard.test') ?? '',
  })
  for (const tenant of demoTenants) {
    const id = tenants.get(tenant.slug) ?? ''
    const { postiz } = (await payload.findByID({
      collection: 'tenants',
      id,
      depth: 0,
    })) as unknown as { postiz?: { baseUrl?: string } }
    if (postiz?.baseUrl !== args.postizUrl) {
      await runFor({
        payload,
        operation: operations.connectPostiz,
        input: { id, baseUrl: args.postizUrl, apiKey: demoPostizKey, groupId: tenant.slug },
        user: { ...admin, collection: 'users' },
      })
    }
    for (const { agents, ...channel } of tenant.manualChannels) {
      await findOrAdd({
        payload,
        collection: 'channels',
        where: { and: [{ tenant: { equals: id } }, { name: { equals: channel.name } }] },
        data: {
          ...channel,
          tenant: id,
          kind: 'manual',
          agents: agents.map((email) => people.get(email)),
        },
      })
    }
  }
  await nameChannels(payload)
}

const networks: Record<string, string> = {
  instagram: 'Instagram',
  tiktok: 'TikTok',
  'linkedin-page': 'LinkedIn',
  facebook: 'Facebook',
  pinterest: 'Pinterest',
  x: 'X',
  bluesky: 'Bluesky',
  youtube: 'YouTube',
}

/** An imported channel bears the name of its account; the demo adds the network, so that lists read well. */
const nameChannels = async (payload: Payload): Promise<void> => {
  for (const integration of demoOrganisations.flatMap(
    (organisation) => organisation.integrations,
  )) {
    const network = networks[integration.identifier] ?? integration.identifier
    const name = `${integration.name} on ${network}`
    await payload.update({
      collection: 'channels',
      where: {
        and: [{ integrationId: { equals: integration.id } }, { name: { not_equals: name } }],
      },
      data: { name, settings: demoChannelSettings[integration.id] ?? {} },
    })
  }
}
