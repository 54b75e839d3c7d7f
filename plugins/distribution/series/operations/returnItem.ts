import { z } from 'zod'
import { DistributionError, notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { tellAttention } from '../conductor/tellAttention.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { readDay } from '../readDay.ts'
import { writeCounts } from '../sources/writeCounts.ts'

export const returnItem = defineOperation({
  name: 'series.returnItem',
  summary:
    'Puts an item back that was set aside, once what was wrong with it is mended: it flies when its turn comes. Where it failed, the same delivery is sent again.',
  route: { method: 'post', path: '/distribution/series/{id}/items/{item}/return' },
  input: z.strictObject({
    id: idInput,
    item: z
      .string()
      .regex(/^\d{1,18}$/)
      .meta({ description: 'Its id, as `series.items` tells it.' }),
  }),
  output: z.object({ series: idOutput, item: z.string(), title: z.string() }),
  permission: 'series.write',
  errors: ['ILLEGAL_MOVE'],
  examples: {
    usual: {
      input: { id: exampleIds.series, item: '318' },
      output: { series: exampleIds.series, item: '318', title: 'Hammerhead shark' },
    },
  },
  run: async ({ id, item }, context) => {
    const { db, payload, now } = context
    const { id: series, tenant } = await ownedSeries(context, id, 'series.write')
    const ofSeries = sql`id = ${item}::bigint and series_id = ${String(series)} and tenant = ${String(tenant)}`
    const [found] = await rows<{ title: string; is_aside: boolean }>(
      db,
      sql`
        select title, set_aside_at is not null as is_aside from postyard_series_items
        where ${ofSeries} for update`,
    )
    if (!found) throw notFound('item')
    if (!found.is_aside) {
      throw new DistributionError('ILLEGAL_MOVE', 'This item is not set aside: it flies anyway.')
    }
    await db.execute(sql`
      update postyard_series_items
      set set_aside_at = null, set_aside_code = null, set_aside_reason = null
      where ${ofSeries}`)
    const { day, timezone } = await readDay({ ...context, tenant })
    await writeCounts({ db, payload, tenant, now, day, timezone, only: series })
    await tellAttention({ db, tenant, series, matter: null, now })
    return { series, item, title: found.title }
  },
})
