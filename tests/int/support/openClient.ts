import type { GraphQLSchema } from 'graphql'
import { type Role, roles } from 'postyard'
import { type PostizSandbox, startPostizSandbox } from '../../../src/sandbox/postiz/index.ts'
import { addPerson, type Person } from './agency.ts'
import { type Client, furnish, organisations } from './furnish.ts'
import { readSchema } from './graphql.ts'
import { type House, openHouse } from './openHouse.ts'

/** Whoever may knock: every role in the client's tenant, an agency admin, and nobody. */
export type Who = Role | 'an agency admin' | 'nobody'

export const everybody: Who[] = [...roles, 'an agency admin', 'nobody']

export type OpenClient = {
  house: House
  sandbox: PostizSandbox
  client: Client
  agencyAdmin: Person
  schema: GraphQLSchema
  personOf: (who: Who) => Person | undefined
  close: () => Promise<void>
}

/** The application with one furnished client, and with those who may knock at its doors. */
export const openClient = async (): Promise<OpenClient> => {
  const sandbox = await startPostizSandbox({ port: 0, organisations: organisations(['client']) })
  const house = await openHouse()
  const client = await furnish({ house, sandbox, name: 'client' })
  const agencyAdmin = await addPerson(house, [], true)
  return {
    house,
    sandbox,
    client,
    agencyAdmin,
    schema: await readSchema(house),
    personOf: (who) =>
      who === 'nobody' ? undefined : who === 'an agency admin' ? agencyAdmin : client.people[who],
    close: async () => {
      await house.close()
      await sandbox.close()
    },
  }
}
