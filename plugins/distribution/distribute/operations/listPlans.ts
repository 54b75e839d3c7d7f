import { z } from 'zod'
import { readCursor, toPage } from '../../cursor.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, narrowedTo } from '../../listedTenants.ts'
import { anyOf, calendarInput, listInput, nextOutput } from '../../listInput.ts'
import { deliveryStates } from '../../model/states.ts'
import { defineOperation, idInput } from '../../operation.ts'
import {
  examplePlanSummary,
  planSummaryOutput,
  readPlanRows,
  toPlanSummary,
} from '../planSummary.ts'

const permission = 'plans.read' as const

export const listPlans = defineOperation({
  name: 'plans.list',
  summary:
    'Lists plans, the newest first: the post, when it is due, who started it, where it stands, and how many deliveries are in each state.',
  description: 'plans.status tells of one of them, with each of its deliveries.',
  route: { method: 'get', path: '/distribution/plans' },
  input: z.strictObject({
    ...listInput,
    post: idInput.optional(),
    channel: idInput.optional().meta({ description: 'With a delivery to this channel.' }),
    deliveryState: anyOf(z.enum(deliveryStates))
      .optional()
      .meta({ description: 'With a delivery in one of these states.' }),
    from: calendarInput.optional().meta({ description: 'Due then or later.' }),
    to: calendarInput.optional().meta({ description: 'Due before then.' }),
  }),
  output: z.object({ plans: z.array(planSummaryOutput), next: nextOutput }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { post: exampleIds.post },
      output: { plans: [examplePlanSummary], next: null },
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
      after: readCursor({ payload: context.payload, cursor, ids: 1 }),
      limit,
    })
    const { items, next } = toPage({
      rows: found,
      limit,
      place: (row) => ({ at: new Date(row.created_at), ids: [row.id] }),
      show: toPlanSummary,
    })
    return { plans: items, next }
  },
})
