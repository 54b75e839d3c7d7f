import { z } from 'zod'
import { readCursor, toPage } from '../../../cursor.ts'
import { exampleIds } from '../../../exampleIds.ts'
import { listedTenants, narrowedTo } from '../../../listedTenants.ts'
import { anyOf, calendarInput, listInput, nextOutput } from '../../../listInput.ts'
import { deliveryStates } from '../../../model/states.ts'
import { defineOperation, idInput } from '../../../operation.ts'
import {
  examplePlanSummary,
  type PlanRow,
  planSummaryOutput,
  readPlanRows,
  toPlanSummary,
} from '../../planSummary.ts'
import { exampleFigures, figuresOutput, windowOutput } from '../spreadOutput.ts'

const permission = 'plans.read' as const

const historyOutput = planSummaryOutput
  .extend({
    seed: z.string(),
    window: windowOutput,
    figures: figuresOutput,
    risk: z.number().nullable().meta({ description: 'The score with which it started.' }),
  })
  .meta({ component: 'NetworkPlanSummary' })

const toHistory = (row: PlanRow): z.input<typeof historyOutput>[] =>
  row.network === null
    ? []
    : [
        {
          ...toPlanSummary(row),
          seed: row.network.seed,
          window: row.network.options.window,
          figures: row.network.figures,
          risk: row.network.assessment?.score ?? null,
        },
      ]

export const networkHistory = defineOperation({
  name: 'distribution.history',
  summary:
    'Lists the plans over many accounts, the newest first: the post, who started it, how it was spread, and where it stands.',
  route: { method: 'get', path: '/distribution/history' },
  input: z.strictObject({
    ...listInput,
    post: idInput.optional(),
    channel: idInput.optional().meta({ description: 'With a delivery to this channel.' }),
    deliveryState: anyOf(z.enum(deliveryStates))
      .optional()
      .meta({ description: 'With a delivery in one of these states.' }),
    from: calendarInput.optional().meta({ description: 'Began then or later.' }),
    to: calendarInput.optional().meta({ description: 'Began before then.' }),
  }),
  output: z.object({ plans: z.array(historyOutput), next: nextOutput }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant, limit: 20 },
      output: {
        plans: [
          {
            ...examplePlanSummary,
            counts: { published: 100 },
            state: 'published',
            seed: '4f1c9a',
            window: { from: '2026-11-23T06:00:00.000Z', to: '2026-11-23T12:00:00.000Z' },
            figures: exampleFigures,
            risk: 12,
          },
        ],
        next: null,
      },
    },
  },
  run: async ({ tenant, cursor, limit, post, channel, ...given }, context) => {
    const find = (collection: 'posts' | 'channels', id: unknown) =>
      narrowedTo({ context, collection, id, permission })
    const found = await readPlanRows(context.db, {
      tenants: await listedTenants(context, tenant, permission),
      post: await find('posts', post),
      channel: await find('channels', channel),
      ...given,
      isNetwork: true,
      after: readCursor({ payload: context.payload, cursor, ids: 1 }),
      limit,
    })
    const { items, next } = toPage({
      rows: found,
      limit,
      place: (row) => ({ at: new Date(row.created_at), ids: [row.id] }),
      show: toHistory,
    })
    return { plans: items.flat(), next }
  },
})
