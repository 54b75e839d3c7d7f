import { operations, runFor } from 'postyard'
import type { PostizSandbox } from '../../../src/sandbox/postiz/index.ts'
import { addPerson, addTenant } from './agency.ts'
import type { House } from './openHouse.ts'

/** A tenant that is connected to the whole organisation behind a key, and a manager of it as `runFor` takes one. */
export const connectTenant = async (
  house: House,
  sandbox: PostizSandbox,
  apiKey: string,
): Promise<{ tenant: string; user: unknown }> => {
  const { payload } = house
  const tenant = await addTenant(payload)
  const manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  const record = await payload.findByID({ collection: 'users', id: manager.id })
  const user = { ...record, collection: 'users' }
  await runFor({
    payload,
    operation: operations.connectPostiz,
    input: { id: tenant, baseUrl: `${sandbox.url}/api`, apiKey },
    user,
  })
  return { tenant, user }
}
