import type { Payload } from 'payload'
import { flySeries, operations, runFor, tick, watchSeries } from 'postyard'
import type { HouseOrder } from './houseOrder.ts'

/** Carries out an order of the parent, at the time of the month that it names. */
export async function obeyOrder(args: { payload: Payload; order: HouseOrder }): Promise<void> {
  const { payload, order } = args
  switch (order.do) {
    case 'watch':
      return void (await watchSeries({ payload, now: new Date(order.now) }))
    case 'fly':
      return void (await flySeries({ payload, now: new Date(order.now) }))
    case 'tick':
      return void (await tick({ payload }))
    default: {
      const { series, admin } = await findSeries(payload, order.series)
      await runFor({
        ...{ payload, user: admin, input: { id: series } },
        operation: order.do === 'pause' ? operations.pauseSeries : operations.resumeSeries,
      })
    }
  }
}

const findSeries = async (payload: Payload, slug: string) => {
  const [{ docs }, people] = await Promise.all([
    payload.find({ collection: 'series' as 'users', where: { slug: { equals: slug } }, depth: 0 }),
    payload.find({ collection: 'users', where: { isAgencyAdmin: { equals: true } }, depth: 0 }),
  ])
  return { series: String(docs[0]?.id), admin: { ...people.docs[0], collection: 'users' } }
}
