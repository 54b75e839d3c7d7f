import { call, type Person } from './agency.ts'
import type { House } from './openHouse.ts'

type Owner = { tenant: string; people: { manager: Person } }

/** A subscriber that the manager of a client makes; its receiver is not there. Returns its id. */
export const addSubscriber = async (
  house: House,
  { tenant, people }: Owner,
  input: Record<string, unknown> = {},
): Promise<string> => {
  const { status, body } = await call(house, people.manager, 'POST', '/event-subscribers', {
    tenant,
    name: 'A dashboard',
    url: 'http://127.0.0.1:9999/events?key=of-the-subscriber',
    ...input,
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.id
}
