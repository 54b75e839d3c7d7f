import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { connectDatabase } from '../../src/server/connectDatabase.ts'
import { forkProgram, type Program } from '../support/forkProgram.ts'
import type { BenchServer } from '../support/openServer.ts'
import { type PeerName, peers } from './peers/index.ts'
import type { QueueMessage, QueueOrder } from './queueProgram.ts'

export type QueueWorker = Program<QueueMessage>

/** A database with jobs, and what is needed to let processes work on it. */
export type Run = {
  url: string
  database: pg.Client
  /** Starts processes, and waits until each could begin. */
  startWorkers: (count: number) => Promise<QueueWorker[]>
  /** How many jobs of this queue are not done. */
  countOpen: (queue: string) => Promise<number>
  /** Ends the processes, and removes the database. */
  close: () => Promise<void>
}

type Args = {
  server: BenchServer
  path: string
  peer: PeerName
  template: string
  work: Omit<QueueOrder & { act: 'work' }, 'act' | 'peer' | 'url'>
}

/** Copies the template, for one run of one peer. */
export const openRun = async ({ server, path, peer, template, work }: Args): Promise<Run> => {
  const name = `run_${randomBytes(6).toString('hex')}`
  const url = await server.create({ name, template })
  const database = await connectDatabase({ url })
  const workers: QueueWorker[] = []
  await server.settle()
  return {
    url,
    database,
    startWorkers: async (count) => {
      const order: QueueOrder = { ...work, act: 'work', peer, url }
      const started = Array.from({ length: count }, () =>
        forkProgram<QueueMessage>({ path, order }),
      )
      workers.push(...started)
      await Promise.all(started.map((worker) => worker.next('ready')))
      return started
    },
    countOpen: async (queue) => {
      const { rows } = await database.query<{ open: number }>(peers[peer].countOpen, [queue])
      return rows[0]!.open
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.kill()))
      await database.end()
      await server.drop(name)
    },
  }
}
