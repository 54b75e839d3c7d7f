import type pg from 'pg'
import { connectDatabase } from '../../src/server/connectDatabase.ts'
import {
  type Model,
  multiplyClients,
  multiplyDeliveries,
  retireModel,
} from '../dispatch/multiply.ts'
import { furnish } from '../dispatch/openTicker.ts'
import type { Benchmark } from '../support/benchmark.ts'
import { compile, forkProgram } from '../support/forkProgram.ts'
import { summarise } from '../support/metric.ts'
import { openServer } from '../support/openServer.ts'
import { type BenchHouse, prepareHouse } from '../support/prepareHouse.ts'
import type { CalendarMessage, CalendarOrder } from './calendarProgram.ts'

const tenants = 20
const channelsPerTenant = 3

const month = { from: '2027-01-01T00:00:00Z', to: '2027-02-01T00:00:00Z' }

/** Posts on all channels of their clients, spread over the month; what is beside them is due in the years after it. */
const fill = async (args: {
  database: pg.Client
  model: Model
  posts: number
  beside: number
}): Promise<void> => {
  const { database, model, posts, beside } = args
  const shared = { database, model }
  const plansPerTenant = Math.ceil((posts + beside / channelsPerTenant) / tenants) + 1
  await retireModel(database, model)
  await multiplyClients({ ...shared, tenants, channelsPerTenant, plansPerTenant })
  const count = posts * channelsPerTenant
  await multiplyDeliveries({
    ...{ ...shared, count, skip: 0 },
    dueAt: `timestamptz '${month.from}' + (number - 1) / ${channelsPerTenant} * interval '31 days' / ${posts}`,
  })
  await multiplyDeliveries({
    ...{ ...shared, count: beside, skip: count },
    dueAt: `timestamptz '${month.to}' + interval '20 days' + number * interval '1 minute'`,
  })
  await database.query('vacuum analyze')
}

/** The peer: what Postgres needs to find and send the same deliveries, with nothing said of them. */
const readBare = async (database: pg.Client): Promise<number> => {
  const began = performance.now()
  await database.query(
    `select d.*, p.title from postyard_deliveries d join postyard_plans p on p.id = d.plan_id
     where d.channel_id = any(array(select id from postyard_channels)) and d.scheduled_at >= $1 and d.scheduled_at < $2
     order by d.scheduled_at`,
    [month.from, month.to],
  )
  return performance.now() - began
}

/** How long the server takes for a month of the calendar, beside many deliveries that are due at other times. */
export const calendar: Benchmark = {
  options: {
    runs: 15,
    posts: 2_000,
    /** Deliveries of other months. */
    beside: 1_000_000,
  },
  run: async ({ options, say, signal }) => {
    const { runs, posts, beside } = options as Record<'runs' | 'posts' | 'beside', number>
    const path = await compile('bench/calendar/calendarProgram.ts')
    const furnishing = await compile('bench/dispatch/dispatchProgram.ts')
    const server = await openServer()
    let house: BenchHouse | undefined
    try {
      house = await prepareHouse({ server, signal })
      const url = await server.create({ name: 'calendar', template: house.template })
      const model = await furnish({ house, path: furnishing, url })
      const database = await connectDatabase({ url })
      await fill({ database, model, posts, beside })
      const program = forkProgram<CalendarMessage>({
        ...{ path, order: {} satisfies CalendarOrder, env: house.envOf(url) },
      })
      await program.next('ready')
      const values: number[] = []
      const ratios: number[] = []
      // The first three are slower, until code is compiled and pages are in memory.
      for (let run = -3; run < runs; run += 1) {
        signal.throwIfAborted()
        const bareMs = await readBare(database)
        const read = program.next('read')
        program.tell({ type: 'read', ...month })
        const { ms, cards, deliveries } = await read
        if (run < 0) continue
        values.push(ms)
        ratios.push(ms / bareMs)
        say(
          `${cards} cards of ${deliveries} deliveries: ${ms.toFixed(0)} ms; the bare query ${bareMs.toFixed(0)} ms`,
        )
      }
      await program.kill()
      await database.end()
      return [
        summarise({ metric: 'panel.calendarServerMs', unit: 'ms', values }),
        summarise({ metric: 'panel.calendarVsQuery', unit: 'ratio', values: ratios }),
      ]
    } finally {
      await server.stop()
      house?.close()
    }
  },
}
