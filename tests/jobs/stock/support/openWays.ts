import type { Config, Payload, TaskConfig } from 'payload'
import { expect } from 'vitest'
import { openDatabase } from '../../support/openDatabase.ts'
import { startPayload } from '../../support/startPayload.ts'
import { bearCuts } from './bearCuts.ts'
import { type JobOutcome, readOutcome } from './readOutcome.ts'
import { type Settle, settleByRun, settleByWorker } from './settle.ts'

type Jobs = NonNullable<Config['jobs']>

export type Workflow = NonNullable<Jobs['workflows']>[number]

export type NewJob = { task?: string; workflow?: string; input?: object; waitUntil?: Date }

export type Play = Pick<Parameters<Settle>[0], 'run' | 'slots' | 'during'> & {
  jobs: NewJob[]
  /** Where the name matters. Without it, each way has a queue of its own. */
  queue?: string
  withWaits?: boolean
}

export type Ways = {
  /** Payload as it is, without the plugin. */
  stock: Payload
  durable: Payload
  /**
   * Lets the same jobs run to their end in three ways: by stock Payload, by `payload.jobs.run` with the plugin, and by
   * a worker.
   */
  play: (play: Play) => Promise<Record<'byStock' | 'byRun' | 'byWorker', JobOutcome[]>>
  /** Fails where jobs do not end alike in all three ways, log and all, or where handlers were not told the same. */
  expectAlike: (play: Play) => Promise<JobOutcome[]>
  close: () => Promise<void>
}

type Args = { tasks?: TaskConfig[]; jobs?: Omit<Jobs, 'tasks'> }

/** A stock Payload, with nothing in its config that the plugin would have brought. */
export const startStock = async (url: string, args: Args = {}): Promise<Payload> => {
  const payload = await startPayload({
    url,
    tasks: args.tasks,
    // The plugin keeps finished jobs as well.
    jobs: { deleteJobOnComplete: false, ...args.jobs },
    plugins: [],
  })
  bearCuts(payload)
  return payload
}

const inTurn = async <Value>(isInTurn: boolean, steps: (() => Promise<Value>)[]) => {
  if (!isInTurn) return Promise.all(steps.map((step) => step()))
  const values: Value[] = []
  for (const step of steps) values.push(await step())
  return values
}

/** The same config, in a stock Payload and in one with the plugin, each with a database of its own. */
export const openWays = async (args: Args = {}): Promise<Ways> => {
  const [stockDatabase, durableDatabase] = [await openDatabase(), await openDatabase()]
  const stock = await startStock(stockDatabase.url, args)
  const durable = await startPayload({
    url: durableDatabase.url,
    tasks: args.tasks,
    jobs: args.jobs,
    options: { pollMs: 500 },
  })
  let plays = 0

  const playOne = async (payload: Payload, settle: Settle, queue: string, given: Play) => {
    const ids: (number | string)[] = []
    for (const job of given.jobs) {
      ids.push((await payload.jobs.queue({ input: {}, ...job, queue } as never)).id)
    }
    const runs = await settle({ payload, queue, ...given })
    return readOutcome({ payload, ids, runs, queue, withWaits: given.withWaits })
  }

  const play: Ways['play'] = async (given) => {
    plays += 1
    const name = (way: string) => given.queue ?? `${way}-${plays}`
    const [byStock, byRun, byWorker] = await inTurn(Boolean(given.queue ?? given.during), [
      () => playOne(stock, settleByRun, name('stock'), given),
      () => playOne(durable, settleByRun, name('run'), given),
      () => playOne(durable, settleByWorker, name('worker'), given),
    ])
    return { byStock: byStock!, byRun: byRun!, byWorker: byWorker! }
  }

  const expectAlike: Ways['expectAlike'] = async (given) => {
    const { byStock, byRun, byWorker } = await play(given)
    expect(byRun, 'by payload.jobs.run').toEqual(byStock)
    expect(byWorker, 'by a worker').toEqual(byStock)
    return byStock
  }

  return {
    stock,
    durable,
    play,
    expectAlike,
    close: async () => {
      await stockDatabase.close()
      await durableDatabase.close()
    },
  }
}
