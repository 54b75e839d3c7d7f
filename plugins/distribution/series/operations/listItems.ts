import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { numberOf } from '../../listInput.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { ownedSeries } from '../ownedSeries.ts'

const states = ['waiting', 'flown', 'draft', 'set_aside', 'gone'] as const

type Row = {
  id: string
  key: string
  title: string
  link: string | null
  post_id: string | null
  is_draft: boolean
  gone_at: Date | null
  set_aside_at: Date | null
  set_aside_reason: string | null
  flown_at: Date | null
}

const stateOf = (row: Row): (typeof states)[number] => {
  if (row.gone_at !== null) return 'gone'
  if (row.set_aside_at !== null) return 'set_aside'
  if (row.is_draft) return 'draft'
  return row.flown_at === null ? 'waiting' : 'flown'
}

export const listItems = defineOperation({
  name: 'series.items',
  summary:
    'Lists the items of an evergreen series in the order in which they fly, and where each stands.',
  route: { method: 'get', path: '/distribution/series/{id}/items' },
  input: z.strictObject({
    id: idInput,
    after: z
      .preprocess(numberOf, z.int().min(0))
      .default(0)
      .meta({ description: 'Leaves out so many; the `next` of the answer before.' }),
    limit: z.preprocess(numberOf, z.int().min(1).max(200)).default(100),
  }),
  output: z.object({
    items: z.array(
      z.object({
        item: z.string(),
        key: z.string().meta({ description: 'Its id within the series.' }),
        title: z.string(),
        link: z.string().nullable(),
        state: z.enum(states),
        reason: z.string().nullable().meta({ description: 'Why it is set aside.' }),
        post: idOutput.nullable().meta({ description: 'The post that it became.' }),
        flownAt: instantOutput.nullable(),
      }),
    ),
    next: z.int().nullable(),
  }),
  permission: 'series.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.series },
      output: {
        items: [
          {
            ...{ item: '118', key: 'great-white', title: 'Great white shark', link: null },
            ...{ state: 'flown', reason: null, post: exampleIds.post },
            flownAt: '2026-11-22T08:14:00.000Z',
          },
        ],
        next: null,
      },
    },
  },
  run: async ({ id, after, limit }, context) => {
    const { id: series, tenant } = await ownedSeries(context, id, 'series.read')
    const found = await rows<Row>(
      context.db,
      sql`
        select i.id::text as id, i.key, i.title, i.link, i.post_id, i.is_draft, i.gone_at, i.set_aside_at,
          i.set_aside_reason, (select max(f.at) from postyard_series_flown f where f.item_id = i.id) as flown_at
        from postyard_series_items i
        where i.series_id = ${String(series)} and i.tenant = ${String(tenant)}
        order by i.position, i.id
        offset ${after} limit ${limit + 1}`,
    )
    const items = found.slice(0, limit).map((row) => ({
      ...{ item: row.id, key: row.key, title: row.title, link: row.link },
      state: stateOf(row),
      reason: row.set_aside_reason,
      post: row.post_id,
      flownAt: row.flown_at === null ? null : new Date(row.flown_at).toISOString(),
    }))
    return { items, next: found.length > limit ? after + limit : null }
  },
})
