import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import type { TenantRecord } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import type { ID } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import type { OperationContext } from '../../operation.ts'
import { defineOperation, idInput, instantOutput } from '../../operation.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { exampleWatched } from '../examples.ts'
import { tablesOf } from '../tablesOf.ts'
import { listWatchedRows } from '../taskRows.ts'
import { toWatchedTask, watchedTaskOutput } from '../watchedTask.ts'

/** For how long a task that expired is still somebody's business, in milliseconds. */
const memoryMs = 7 * 24 * 60 * 60_000

/** More than a page shows; the most pressing are among them. */
const most = 500

export const onlyManagers =
  'Only managers see who posts for a client; ask the agency to make you one.'

/** The tenants in which the caller manages those who post, or the one that is asked for. */
export const watchedTenants = async (
  context: OperationContext,
  tenant: unknown,
): Promise<ID[] | 'all'> =>
  tenant === undefined
    ? requireSomewhere(context.caller, 'tasks.manage', onlyManagers)
    : [await ownedTenant(context, tenant, 'tasks.manage')]

const readPatience = async (
  { payload, settings, req }: OperationContext,
  tenants: ID[],
): Promise<Map<string, TenantRecord>> => {
  const { docs } = await payload.find({
    collection: settings.tenantsSlug,
    where: { id: { in: tenants } },
    depth: 0,
    pagination: false,
    req,
  })
  return new Map(docs.map((doc) => [String(doc.id), doc as unknown as TenantRecord]))
}

export const watchTasks = defineOperation({
  name: 'tasks.watch',
  summary:
    'Shows managers every assist task that waits for an answer, and what ended without one in the last 7 days: who has it and since when, what happens next by itself, and which of them want a manager. The most pressing deadline first.',
  tag: 'Staff',
  route: { method: 'get', path: '/assist/watch' },
  input: z.strictObject({
    tenant: idInput.optional().meta({ description: 'Left out, all clients that are managed.' }),
  }),
  output: z.object({
    at: instantOutput,
    tasks: z.array(watchedTaskOutput),
    isCut: z.boolean().meta({ description: `True where there are more than ${most}.` }),
  }),
  permission: 'tasks.manage',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant },
      output: { at: '2026-11-23T14:31:02.000Z', tasks: [exampleWatched], isCut: false },
    },
  },
  run: async ({ tenant }, context) => {
    const { db, now } = context
    const found = await listWatchedRows({
      db,
      tables: tablesOf(context),
      tenants: await watchedTenants(context, tenant),
      since: after(now, -memoryMs),
      limit: most + 1,
    })
    const shown = found.slice(0, most)
    const patience = await readPatience(context, [...new Set(shown.map((row) => row.tenant_id))])
    return {
      at: now.toISOString(),
      tasks: shown.flatMap((row) => {
        const own = patience.get(String(row.tenant_id))
        return own ? [toWatchedTask(row, own, now)] : []
      }),
      isCut: found.length > most,
    }
  },
})

export type WatchAnswer = z.output<typeof watchTasks.output>
