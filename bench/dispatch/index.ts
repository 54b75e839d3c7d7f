import { connectDatabase } from '../../src/server/connectDatabase.ts'
import type { Benchmark } from '../support/benchmark.ts'
import { compile } from '../support/forkProgram.ts'
import { summarise } from '../support/metric.ts'
import { type BenchServer, openServer } from '../support/openServer.ts'
import { type BenchHouse, prepareHouse } from '../support/prepareHouse.ts'
import { measureGrowth } from './measureGrowth.ts'
import { measureSpeed } from './measureSpeed.ts'
import { type Model, multiplyClients, retireModel } from './multiply.ts'
import { furnish } from './openTicker.ts'

type Furnished = { furnished: string; model: Model }

const tenants = 20
/** Room for so many pairs of a plan and a channel. */
const channelsPerTenant = 250

const furnishHouse = async (args: {
  server: BenchServer
  house: BenchHouse
  path: string
  deliveries: number
}): Promise<Furnished> => {
  const { server, house, path, deliveries } = args
  const furnished = 'furnished'
  const url = await server.create({ name: furnished, template: house.template })
  const model = await furnish({ house, path, url })
  const database = await connectDatabase({ url })
  const plansPerTenant = Math.ceil(deliveries / (tenants * channelsPerTenant)) + 1
  await retireModel(database, model)
  await multiplyClients({ database, model, tenants, channelsPerTenant, plansPerTenant })
  await database.end()
  return { furnished, model }
}

/**
 * The tick: how many due deliveries it turns into queued ones in a second, job and event rows included; and how much
 * longer the same tick takes beside many deliveries that are not due.
 */
export const dispatch: Benchmark = {
  options: {
    runs: 5,
    due: 20_000,
    few: 10_000,
    many: 1_000_000,
    /** In each of the ticks that are compared beside few and many. */
    'due-beside': 200,
  },
  run: async ({ options, say, signal }) => {
    const { runs, due, few, many } = options as Record<'runs' | 'due' | 'few' | 'many', number>
    const dueBeside = options['due-beside']!
    const path = await compile('bench/dispatch/dispatchProgram.ts')
    const server = await openServer()
    let house: BenchHouse | undefined
    try {
      house = await prepareHouse({ server, signal })
      const deliveries = Math.max(due, many) + 200 * dueBeside + 10_000
      const shared = { server, house, path, runs, say, signal }
      const made = await furnishHouse({ server, house, path, deliveries })
      const speeds = await measureSpeed({ ...shared, ...made, due })
      const growths = await measureGrowth({ ...shared, ...made, few, many, due: dueBeside })
      return [
        summarise({
          metric: 'dispatch.perSecond',
          unit: 'deliveries/s',
          values: speeds.map(({ perSecond }) => perSecond),
        }),
        summarise({
          metric: 'dispatch.growth',
          unit: 'ratio',
          values: growths.map(({ fewMs, manyMs }) => manyMs / fewMs),
        }),
        summarise({
          metric: 'dispatch.vsBareInsert',
          unit: 'ratio',
          values: speeds.map(({ perSecond, alonePerSecond }) => perSecond / alonePerSecond),
        }),
        summarise({
          metric: 'dispatch.bareInsertPerSecond',
          unit: 'deliveries/s',
          values: speeds.map(({ alonePerSecond }) => alonePerSecond),
        }),
        summarise({
          metric: 'dispatch.fewMs',
          unit: 'ms',
          values: growths.map(({ fewMs }) => fewMs),
        }),
        summarise({
          metric: 'dispatch.manyMs',
          unit: 'ms',
          values: growths.map(({ manyMs }) => manyMs),
        }),
      ]
    } finally {
      await server.stop()
      house?.close()
    }
  },
}
