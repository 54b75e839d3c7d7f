import type { Permission } from 'postyard'
import { call, type Person } from './agency.ts'
import type { House } from './openHouse.ts'

type Owner = { tenant: string; people: { manager: Person } }

type Wanted = { scopes?: Permission[]; name?: string; expiresAt?: string | null }

/** A key that the manager of a client makes for a program: its id, and the whole key. */
export const addKey = async (
  house: House,
  { tenant, people }: Owner,
  { scopes = ['posts.read', 'plans.read', 'plans.write'], ...wanted }: Wanted = {},
): Promise<{ id: string; key: string }> => {
  const { status, body } = await call(house, people.manager, 'POST', '/keys', {
    tenant,
    name: 'A program',
    scopes,
    ...wanted,
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return { id: body.id, key: body.key }
}
