import { connectDatabase } from '../../src/server/connectDatabase.ts'
import { compile, forkProgram } from '../support/forkProgram.ts'
import type { BenchServer } from '../support/openServer.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'
import type { ClientsMessage, ClientsOrder } from './clientsProgram.ts'

type Args = { server: BenchServer; house: BenchHouse; name: string; order: ClientsOrder }

/** Makes a database with the clients and posts of an order, of which each run takes a copy; gives back its name. */
export const fillDatabase = async ({ server, house, name, order }: Args): Promise<string> => {
  const url = await server.create({ name, template: house.template })
  const path = await compile('bench/lateness/clientsProgram.ts')
  const program = forkProgram<ClientsMessage>({ path, order, env: house.envOf(url) })
  await program.next('done').finally(program.kill)
  const database = await connectDatabase({ url })
  await database.query('vacuum (analyze)')
  await database.end()
  return name
}
