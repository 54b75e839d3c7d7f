import type { CollectionSlug, Where } from 'payload'
import { z } from 'zod'
import { readCursor, toPage } from '../../cursor.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, ofTenants, onlyBehind } from '../../listedTenants.ts'
import { listInput, nextOutput } from '../../listInput.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import type { SeriesRecord } from '../../model/series.ts'
import { defineOperation } from '../../operation.ts'
import { exampleSeries, seriesOutput, toSeriesAnswer } from '../seriesOutput.ts'

const permission = 'series.read' as const

export const listSeries = defineOperation({
  name: 'series.list',
  summary:
    'Lists evergreen series, the newest first, each with how many items it has and its mode.',
  route: { method: 'get', path: '/distribution/series' },
  input: z.strictObject(listInput),
  output: z.object({ series: z.array(seriesOutput), next: nextOutput }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant },
      output: { series: [exampleSeries], next: null },
    },
  },
  run: async ({ tenant, cursor, limit }, context) => {
    const { db, payload, settings, req } = context
    const tenants = await listedTenants(context, tenant, permission)
    const after = readCursor({ payload, cursor, ids: 1 })
    const found = await rows<{ id: ID; created_at: Date }>(
      db,
      sql`
        select s.id, s.created_at from postyard_series s
        where ${ofTenants(tenants, sql`s.tenant_id`)}
          ${onlyBehind('s', after)}
        order by s.created_at desc, s.id desc
        limit ${limit + 1}`,
    )
    const { items, next } = toPage({
      rows: found,
      limit,
      place: (row) => ({ at: new Date(row.created_at), ids: [row.id] }),
      show: ({ id }) => id,
    })
    const { docs } = await payload.find({
      collection: settings.slugs.series as CollectionSlug,
      where: { id: { in: items } } as Where,
      depth: 0,
      pagination: false,
      req,
    })
    const byId = new Map(
      (docs as unknown as SeriesRecord[]).map((one) => [String(one.id), one] as const),
    )
    return {
      series: items.flatMap((id) => {
        const record = byId.get(String(id))
        return record ? toSeriesAnswer(record) : []
      }),
      next,
    }
  },
})

export type SeriesList = z.output<typeof listSeries.output>
