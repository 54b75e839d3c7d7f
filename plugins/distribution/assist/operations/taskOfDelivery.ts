import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, instantOutput } from '../../operation.ts'
import { exampleWatched } from '../examples.ts'
import { tablesOf } from '../tablesOf.ts'
import { readTaskOfDelivery } from '../taskRows.ts'
import { toWatchedTask, watchedTaskOutput } from '../watchedTask.ts'

type EventRow = {
  type: string
  occurred_at: string | Date
  actor_name: string
  why: string | null
  name: string | null
}

/** So many steps are shown of one delivery; none has more unless people play with it. */
const mostSteps = 200

export const taskOfDelivery = defineOperation({
  name: 'deliveries.task',
  summary:
    'Shows what a person was asked for a manual delivery: who has it since when, each step that was taken about it, and the proof.',
  route: { method: 'get', path: '/deliveries/{id}/task' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    task: watchedTaskOutput.nullable().meta({ description: 'Null where nobody was asked yet.' }),
    steps: z.array(
      z.object({
        at: instantOutput,
        type: z.string().meta({ description: 'What was done: `assigned`, `reminded`, `opened` …' }),
        by: z.string(),
        name: z.string().nullable().meta({ description: 'Whom it was given to.' }),
        why: z.string().nullable(),
      }),
    ),
    photo: z
      .object({ url: z.string(), thumbnailUrl: z.string().nullable() })
      .nullable()
      .meta({ description: 'The photo that was given as proof, for those who may see media.' }),
  }),
  permission: 'plans.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.delivery },
      output: {
        task: exampleWatched,
        steps: [
          {
            at: exampleWatched.askedAt,
            type: 'assigned',
            by: 'Postyard',
            name: 'Ana',
            why: exampleWatched.why,
          },
        ],
        photo: null,
      },
    },
  },
  run: async ({ id }, context) => {
    const { payload, settings, req, db, now } = context
    const { id: delivery, tenant } = await findOwned({
      context,
      collection: 'deliveries',
      id,
      permission: 'plans.read',
      what: 'delivery',
    })
    const row = await readTaskOfDelivery({ db, tables: tablesOf(context), tenant, delivery })
    if (!row) return { task: null, steps: [], photo: null }
    const events = await rows<EventRow>(
      db,
      sql`
        select type, occurred_at, actor_name, data->>'why' as why, data->>'name' as name
        from postyard_events
        where delivery_id = ${delivery} and tenant_id = ${tenant}
          and type like 'distribution.task.%'
        order by occurred_at, id
        limit ${mostSteps}`,
    )
    return {
      task: toWatchedTask(row, await readTenant({ payload, settings, tenant, req }), now),
      steps: events.map((event) => ({
        at: new Date(event.occurred_at).toISOString(),
        type: event.type.replace('distribution.task.', ''),
        by: event.actor_name,
        name: event.name,
        why: event.why,
      })),
      photo: row.proof_id === null ? null : await readPhoto(row.proof_id),
    }

    async function readPhoto(proof: ID) {
      const file = (await payload.findByID({
        collection: settings.mediaSlug,
        id: proof,
        depth: 0,
        disableErrors: true,
        req,
      })) as unknown as { tenant: ID; url?: string | null; thumbnailURL?: string | null } | null
      if (!file?.url || String(file.tenant) !== String(tenant)) return null
      return { url: file.url, thumbnailUrl: file.thumbnailURL ?? null }
    }
  },
})

export type TaskOfDelivery = z.output<typeof taskOfDelivery.output>
