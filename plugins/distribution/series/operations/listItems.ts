import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { anyOf, numberOf } from '../../listInput.ts'
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
  state: (typeof states)[number]
  set_aside_reason: string | null
  flown_at: Date | null
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
    state: anyOf(z.enum(states)).optional().meta({ description: 'Only those that stand so.' }),
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
  run: async ({ id, after, limit, state }, context) => {
    const { id: series, tenant } = await ownedSeries(context, id, 'series.read')
    const found = await rows<Row>(
      context.db,
      sql`
        select * from (
          select i.id::text as id, i.key, i.title, i.link, i.post_id, i.set_aside_reason, f.flown_at, i.position, i.id as nth,
            case when i.gone_at is not null then 'gone' when i.set_aside_at is not null then 'set_aside'
              when i.is_draft then 'draft' when f.flown_at is not null then 'flown' else 'waiting' end as state
          from postyard_series_items i
          left join lateral (select max(at) as flown_at from postyard_series_flown where item_id = i.id) f on true
          where i.series_id = ${String(series)} and i.tenant = ${String(tenant)}
        ) i
        ${state === undefined ? sql`` : sql`where i.state = any(${sql.param([...state])})`}
        order by i.position, i.nth
        offset ${after} limit ${limit + 1}`,
    )
    const items = found.slice(0, limit).map((row) => ({
      ...{ item: row.id, key: row.key, title: row.title, link: row.link },
      state: row.state,
      reason: row.set_aside_reason,
      post: row.post_id,
      flownAt: row.flown_at === null ? null : new Date(row.flown_at).toISOString(),
    }))
    return { items, next: found.length > limit ? after + limit : null }
  },
})

export type SeriesItems = z.output<typeof listItems.output>
