import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { readTenant } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { listFolders } from '../sources/listFolders.ts'
import { toDayOptions } from '../watchman/dayOptions.ts'

export const seriesSources = defineOperation({
  name: 'series.sources',
  summary:
    'Tells where a series of a client may have its items from: the folders in its watched folder, and the collections. And by which rules its series fly.',
  route: { method: 'get', path: '/tenants/{id}/series-sources' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    watched: z.string().nullable().meta({
      description: 'The watched folder, below the content folder; null where there is none.',
    }),
    isReadable: z.boolean().meta({ description: 'Whether the watched folder can be read.' }),
    problem: z
      .object({ code: z.enum(['FOLDER_UNREADABLE', 'SOURCE_SLOW']), message: z.string() })
      .nullable()
      .meta({ description: 'Why it cannot be read, or not in time.' }),
    folders: z.array(
      z.object({
        path: z.string(),
        slug: z.string(),
        name: z.string(),
        items: z.int().nullable().meta({
          description: 'By the names of its files; null where it cannot be read.',
        }),
        series: idOutput.nullable().meta({ description: 'The series that draws from it.' }),
      }),
    ),
    collections: z.array(z.string()),
    rules: z
      .object({
        ...{ threshold: z.int(), growthEveryDays: z.int(), maintenanceEveryDays: z.int() },
        ...{ from: z.string(), to: z.string(), timezone: z.string(), boardTemplate: z.string() },
      })
      .meta({ description: 'Settings of the client, which hold for all of its series.' }),
  }),
  permission: 'series.write',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.tenant },
      output: {
        watched: 'animals',
        ...{ isReadable: true, problem: null },
        folders: [
          {
            ...{ path: 'animals/sharks', slug: 'sharks', name: 'Sharks', items: 60 },
            series: exampleIds.series,
          },
        ],
        collections: ['posts'],
        rules: {
          ...{ threshold: 75, growthEveryDays: 1, maintenanceEveryDays: 7, from: '00:00' },
          ...{ to: '24:00', timezone: 'Europe/Lisbon' },
          boardTemplate: '{Singular} Coloring Pages',
        },
      },
    },
  },
  run: async ({ id }, context) => {
    const { payload, settings, req, db } = context
    const tenant = await ownedTenant(context, id, 'series.write')
    const { series: said, timezone } = await readTenant({ payload, settings, req, tenant })
    const { contentRoot, collections, limits } = settings.series
    const watched = (contentRoot !== undefined && said?.folder?.trim()) || null
    const listed =
      contentRoot === undefined || watched === null
        ? { folders: [], problem: null }
        : await listFolders({ contentRoot, watched, limits })
    const drawing = await rows<{ id: ID; path: string }>(
      db,
      sql`
        select id, source->>'path' as path from postyard_series
        where tenant_id = ${tenant} and source->>'kind' = 'folder'`,
    )
    const byPath = new Map(drawing.map(({ id: own, path }) => [path, own] as const))
    const folders = listed.folders.map((one) => ({ ...one, series: byPath.get(one.path) ?? null }))
    const { problem } = listed
    const { threshold, growthEveryDays, maintenanceEveryDays, from, to, boardTemplate } =
      toDayOptions(said)
    return {
      ...{ watched, isReadable: watched !== null && problem === null, folders, problem },
      collections: Object.keys(collections),
      rules: {
        ...{ threshold, growthEveryDays, maintenanceEveryDays, from, to, timezone },
        boardTemplate,
      },
    }
  },
})

export type SeriesSources = z.output<typeof seriesSources.output>
