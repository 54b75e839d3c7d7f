import { connectDatabase } from '../../src/server/connectDatabase.ts'
import type { ClientsMessage, ClientsOrder } from '../lateness/clientsProgram.ts'
import type { Postiz } from '../lateness/openPostiz.ts'
import { compile, forkProgram } from '../support/forkProgram.ts'
import type { BenchServer } from '../support/openServer.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'

type Args = { server: BenchServer; house: BenchHouse; postiz: Postiz }

/**
 * Makes a database with one client and one post on its way to each channel of its organisation; gives back its name.
 * Each run takes a copy, and gives the deliveries their times.
 */
export const furnishOrganisation = async ({ server, house, postiz }: Args): Promise<string> => {
  const name = 'organisation'
  const url = await server.create({ name, template: house.template })
  const keys = postiz.organisations.map(({ key }) => key)
  const order: ClientsOrder = { url: postiz.url, keys, posts: { spread: [1] } }
  const path = await compile('bench/lateness/clientsProgram.ts')
  const program = forkProgram<ClientsMessage>({ path, order, env: house.envOf(url) })
  await program.next('done').finally(program.kill)
  const database = await connectDatabase({ url })
  await database.query('vacuum (analyze)')
  await database.end()
  return name
}
