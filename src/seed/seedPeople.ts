import type { Payload } from 'payload'
import { operations, runFor } from 'postyard'
import { type DemoTenant, demoPassword, demoPeople } from './agency.ts'
import { findOrAdd } from './findOrAdd.ts'
import type { TenantIds } from './seedTenants.ts'

/** The demo's people by their address; a field agent's phone is registered. */
export const seedPeople = async (
  payload: Payload,
  tenants: TenantIds,
): Promise<Map<string, string>> => {
  const ids = new Map<string, string>()
  for (const person of demoPeople) {
    const { email, name, roles, isAgencyAdmin = false, phone } = person
    const id = await findOrAdd({
      payload,
      collection: 'users',
      where: { email: { equals: email } },
      data: {
        email,
        name,
        isAgencyAdmin,
        password: demoPassword,
        tenants: Object.entries(roles).map(([slug, held]) => ({
          tenant: tenants.get(slug as DemoTenant['slug']),
          roles: held,
        })),
      },
    })
    ids.set(email, id)
    if (phone) await registerPhone(payload, id, phone, name)
  }
  return ids
}

const registerPhone = async (
  payload: Payload,
  user: string,
  token: string,
  owner: string,
): Promise<void> => {
  const { totalDocs } = await payload.count({
    collection: 'devices',
    where: { user: { equals: user } },
  })
  if (totalDocs > 0) return
  const record = await payload.findByID({ collection: 'users', id: user })
  await runFor({
    payload,
    operation: operations.registerDevice,
    input: { token, platform: 'android', name: `Phone of ${owner}` },
    user: { ...record, collection: 'users' },
  })
}
