import type pg from 'pg'
import { connectDatabase } from '../../src/server/connectDatabase.ts'
import { invalid } from '../support/invalid.ts'
import type { BenchServer } from '../support/openServer.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'
import { median } from '../support/statistics.ts'
import { type Model, multiplyDeliveries, takeQueued } from './multiply.ts'
import { openTicker, type Ticker } from './openTicker.ts'

type Args = {
  server: BenchServer
  house: BenchHouse
  path: string
  furnished: string
  model: Model
  runs: number
  /** How many deliveries are not due: few, and many. */
  few: number
  many: number
  /** How many fall due in each tick. */
  due: number
  say: (line: string) => void
  signal: AbortSignal
}

export type Growth = { fewMs: number; manyMs: number }

type Opened = { ticker: Ticker; database: pg.Client }

/** A single tick is over too soon to be measured well. */
const ticksPerRun = 10
const warmTicks = 5

const begin = Date.now() + 2 * 24 * 3_600_000
const timeOf = (tick: number): Date => new Date(begin + tick * 10 * 60_000)

const makeDatabase = async (args: Args & { rest: number; ticks: number }): Promise<string> => {
  const { server, furnished, model, due, rest, ticks } = args
  const url = await server.create({ name: `growth_${rest}`, template: furnished })
  const database = await connectDatabase({ url })
  await multiplyDeliveries({
    database,
    model,
    count: due * ticks,
    skip: 0,
    dueAt: `to_timestamp(${begin} / 1000.0) + (pair.number - 1) / ${due} * interval '10 minutes'`,
  })
  await multiplyDeliveries({
    database,
    model,
    count: rest,
    skip: due * ticks,
    // From a month after the last of them on, over a year.
    dueAt: `to_timestamp(${begin} / 1000.0) + interval '1 month' + pair.number % 31536000 * interval '1 second'`,
  })
  await database.query('vacuum (analyze)')
  await database.end()
  return url
}

/**
 * The same tick, with the same number of due deliveries, beside few and beside many that are not due; in turns, so that
 * whatever else the machine does reaches both.
 */
export const measureGrowth = async (args: Args): Promise<Growth[]> => {
  const { server, house, path, runs, few, many, due, say, signal } = args
  const ticks = warmTicks + runs * ticksPerRun
  const open = async (rest: number): Promise<Opened> => {
    const url = await makeDatabase({ ...args, rest, ticks })
    return {
      ticker: await openTicker({ house, path, url }),
      database: await connectDatabase({ url }),
    }
  }
  const opened = [await open(few)]
  try {
    say(`making ${many} deliveries that are not due …`)
    opened.push(await open(many))
    await server.settle()
    const tickBoth = async (tick: number): Promise<[number, number]> => {
      const took: [number, number] = [0, 0]
      // The first of the two finds a busier machine than the second; each is first as often.
      for (const which of tick % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const { ticker, database } = opened[which]!
        const { ms, woken } = await ticker.tick(timeOf(tick))
        if (woken !== due) throw invalid(`of ${due} due deliveries the tick woke ${woken}.`)
        took[which] = ms
        await takeQueued(database, timeOf(tick + 1))
      }
      return took
    }
    for (let tick = 0; tick < warmTicks; tick += 1) await tickBoth(tick)
    const growths: Growth[] = []
    for (let run = 0; run < runs; run += 1) {
      signal.throwIfAborted()
      const took: [number, number][] = []
      for (let tick = 0; tick < ticksPerRun; tick += 1) {
        took.push(await tickBoth(warmTicks + run * ticksPerRun + tick))
      }
      const growth = {
        fewMs: median(took.map(([ms]) => ms)),
        manyMs: median(took.map(([, ms]) => ms)),
      }
      say(
        `${due} due beside ${few}: ${growth.fewMs.toFixed(1)} ms; beside ${many}: ${growth.manyMs.toFixed(1)} ms`,
      )
      growths.push(growth)
    }
    return growths
  } finally {
    for (const { ticker, database } of opened) {
      await ticker.close()
      await database.end()
    }
  }
}
