import { connectDatabase } from '../../src/server/connectDatabase.ts'
import { invalid } from '../support/invalid.ts'
import type { BenchServer } from '../support/openServer.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'
import { insertAlone } from './insertAlone.ts'
import { type Model, multiplyDeliveries, takeQueued } from './multiply.ts'
import { openTicker } from './openTicker.ts'

type Args = {
  server: BenchServer
  house: BenchHouse
  path: string
  /** The database with clients, channels and plans. */
  furnished: string
  model: Model
  runs: number
  /** How many deliveries fall due. */
  due: number
  say: (line: string) => void
  signal: AbortSignal
}

type Speed = {
  /** Deliveries in a second, with their job and event rows. */
  perSecond: number
  /** What Postgres alone needs to store the same job and event rows, in rows of the same deliveries in a second. */
  alonePerSecond: number
}

/** When they are due. The clock of the tick is set to it, so that no run waits. */
const dueAt = new Date(Date.now() + 2 * 24 * 3_600_000)
const warmAt = new Date(dueAt.getTime() - 3_600_000)
const warmDeliveries = 500

const makeTemplate = async ({ server, furnished, model, due }: Args): Promise<string> => {
  const name = 'speed'
  const database = await connectDatabase({
    url: await server.create({ name, template: furnished }),
  })
  await multiplyDeliveries({
    database,
    model,
    count: warmDeliveries,
    skip: 0,
    dueAt: `'${warmAt.toISOString()}'::timestamptz`,
  })
  await multiplyDeliveries({
    database,
    model,
    count: due,
    skip: warmDeliveries,
    // Over the whole of the coming minute.
    dueAt: `'${dueAt.toISOString()}'::timestamptz + pair.number % 60 * interval '1 second'`,
  })
  await database.query('vacuum (analyze)')
  await database.end()
  return name
}

/** One tick that finds all of them due, on a fresh copy each time. */
export const measureSpeed = async (args: Args): Promise<Speed[]> => {
  const { server, house, path, runs, due, say, signal } = args
  const template = await makeTemplate(args)
  const speeds: Speed[] = []
  for (let run = 0; run < runs; run += 1) {
    signal.throwIfAborted()
    const name = `speed_${run}`
    const url = await server.create({ name, template })
    await server.settle()
    const ticker = await openTicker({ house, path, url })
    const database = await connectDatabase({ url })
    try {
      await ticker.tick(warmAt)
      await takeQueued(database, dueAt)
      const { rows } = await database.query('select clock_timestamp() as began')
      const { ms, woken } = await ticker.tick(dueAt)
      const queued = await database.query(
        `select count(*)::int as count from postyard_deliveries where state = 'queued' and scheduled_at >= $1`,
        [dueAt],
      )
      if (woken !== due || queued.rows[0].count !== due) {
        throw invalid(
          `of ${due} due deliveries the tick woke ${woken}, and ${queued.rows[0].count} are queued.`,
        )
      }
      const alone = await insertAlone({ database, since: rows[0].began })
      if (alone.events !== due || alone.jobs === 0) {
        throw invalid(`${due} deliveries left ${alone.events} events and ${alone.jobs} jobs.`)
      }
      const speed = { perSecond: due / (ms / 1000), alonePerSecond: due / (alone.ms / 1000) }
      say(
        `${due} due: ${Math.round(speed.perSecond)} deliveries/s with ${alone.jobs} jobs; the same job and event rows alone: ${Math.round(speed.alonePerSecond)}/s`,
      )
      speeds.push(speed)
    } finally {
      await ticker.close()
      await database.end()
      await server.drop(name)
    }
  }
  return speeds
}
