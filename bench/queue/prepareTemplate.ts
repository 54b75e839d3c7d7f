import { connectDatabase } from '../../src/server/connectDatabase.ts'
import { forkProgram } from '../support/forkProgram.ts'
import type { BenchServer } from '../support/openServer.ts'
import type { PeerName } from './peers/index.ts'
import type { QueueMessage, QueueOrder } from './queueProgram.ts'

type Args = {
  server: BenchServer
  /** The compiled queueProgram. */
  path: string
  peer: PeerName
  /** The jobs to put in, by queue. */
  queues: Record<string, number>
}

/**
 * Makes a database with the peer's schema and these jobs in it, and gives back its name. Each run takes a copy, so all
 * runs of a peer begin with the same table, down to its statistics.
 */
export const prepareTemplate = async ({ server, path, peer, queues }: Args): Promise<string> => {
  const name = `${peer}_${Object.values(queues).join('_')}`.toLowerCase()
  const url = await server.create({ name })
  const order: QueueOrder = { act: 'prepare', peer, url, queues }
  // Payload makes no schema by itself in production.
  const program = forkProgram<QueueMessage>({ path, order, env: { NODE_ENV: 'test' } })
  await program.next('done').finally(program.kill)
  const database = await connectDatabase({ url })
  await database.query('vacuum (analyze)')
  await database.end()
  return name
}
