import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { anyOf, numberOf } from '../../listInput.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { deliveryOf } from '../conductor/deliveryOf.ts'
import { liveChannels } from '../items/liveChannels.ts'
import { standsOf } from '../items/standsOf.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { readDay } from '../readDay.ts'

/** `skipped`: it is out nowhere, and does not fly by itself: a person has stopped it, or has planned it by hand. */
const states = ['waiting', 'flying', 'flown', 'skipped', 'draft', 'set_aside', 'gone'] as const

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
        state: z.enum(states).meta({
          description:
            '`waiting`: it can still fly, or fly again, on a channel at least; `flying`: it is on its way; `flown`: it is out; `skipped`: it is out nowhere, and a person has stopped it.',
        }),
        reason: z.string().nullable().meta({ description: 'Why it is set aside.' }),
        post: idOutput.nullable().meta({ description: 'The post that it became.' }),
        flownAt: instantOutput
          .nullable()
          .meta({ description: 'When it took off last and came out.' }),
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
    const { payload, now, db } = context
    const { id: series, tenant } = await ownedSeries(context, id, 'series.read')
    const { day, timezone } = await readDay({ payload, tenant, now })
    const found = await rows<Row>(
      db,
      sql`
        with asked as (
          select s.id::text as series_id, s.repeat_days::int as repeat_days, ${liveChannels} as channels
          from postyard_series s
          where s.id = ${series} and s.tenant_id = ${tenant}
        ), stands as materialized (${standsOf({ payload, tenant, day, timezone, series: 'asked' })}
        )
        select * from (
          select i.id::text as id, i.key, i.title, i.link, i.post_id, i.set_aside_reason, f.flown_at, i.position, i.id as nth,
            case when i.gone_at is not null then 'gone' when i.set_aside_at is not null then 'set_aside'
              when i.is_draft then 'draft' when t.is_left then 'waiting' when t.is_aloft then 'flying'
              when f.flown_at is not null then 'flown' else 'skipped' end as state
          from postyard_series_items i
          left join stands t on t.item_id = i.id
          left join lateral (
            select max(l.at) as flown_at
            from postyard_series_flown l
            join postyard_deliveries d on ${deliveryOf(payload, 'l')} and d.tenant_id = ${tenant}
              and d.state in ('published', 'dispatched')
            where l.item_id = i.id and l.tenant = i.tenant
          ) f on true
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
