import { connectDatabase } from '../../src/server/connectDatabase.ts'
import type { ClientsMessage, ClientsOrder } from '../lateness/clientsProgram.ts'
import type { Postiz } from '../lateness/openPostiz.ts'
import { compile, forkProgram } from '../support/forkProgram.ts'
import type { BenchServer } from '../support/openServer.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'

type Args = {
  server: BenchServer
  house: BenchHouse
  postiz: Postiz
  /** How many posts each channel gets. */
  posts: number
}

/**
 * Makes a database with a client for each organisation, and its posts on their way to all its channels; gives back its
 * name.
 * Each run takes a copy, and gives the deliveries their times.
 */
export const furnishOrganisation = async ({
  server,
  house,
  postiz,
  posts,
}: Args): Promise<string> => {
  const name = 'organisation'
  const url = await server.create({ name, template: house.template })
  const keys = postiz.organisations.map(({ key }) => key)
  const order: ClientsOrder = { url: postiz.url, keys, posts: { spread: keys.map(() => posts) } }
  const path = await compile('bench/lateness/clientsProgram.ts')
  const program = forkProgram<ClientsMessage>({ path, order, env: house.envOf(url) })
  await program.next('done').finally(program.kill)
  const database = await connectDatabase({ url })
  await database.query('vacuum (analyze)')
  await database.end()
  return name
}
