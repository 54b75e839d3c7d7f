import { z } from 'zod'
import { readCursor } from '../../cursor.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, narrowedTo } from '../../listedTenants.ts'
import { anyOf, calendarInput, listInput, nextOutput } from '../../listInput.ts'
import { deliveryStates } from '../../model/states.ts'
import { defineOperation, idInput, type OperationContext } from '../../operation.ts'
import type { Permission } from '../../security/permissions.ts'
import { deliveryRecordOutput, exampleRecord, readRecords, toRecord } from '../deliveryRecord.ts'

const permission = 'plans.read' as const

/** The plan, post and channel by which deliveries can be narrowed. */
export const narrowing = {
  plan: idInput.optional(),
  post: idInput.optional(),
  channel: idInput.optional(),
}

type Narrowing = { [Name in keyof typeof narrowing]?: unknown }

/** Those of them that are given, once the caller's right to each is clear. */
export const narrow = async (
  context: OperationContext,
  given: Narrowing,
  permission: Permission,
) => {
  const find = (collection: 'plans' | 'posts' | 'channels', id: unknown) =>
    narrowedTo({ context, collection, id, permission })
  return {
    plan: await find('plans', given.plan),
    post: await find('posts', given.post),
    channel: await find('channels', given.channel),
  }
}

export const listDeliveries = defineOperation({
  name: 'deliveries.list',
  summary:
    'Lists deliveries, those of the newest plan first: where each stands and why, its attempts and its next one, when it is due and when it went out, who distributed it, and where it is on its platform.',
  description:
    'Read it page by page: give `next` as `cursor` until it is null. Each delivery stands in it once, whatever is added or changed meanwhile. To follow what happens from now on, take the events.',
  route: { method: 'get', path: '/distribution/deliveries' },
  input: z.strictObject({
    ...listInput,
    ...narrowing,
    platform: anyOf(z.string().min(1).max(60)).optional(),
    state: anyOf(z.enum(deliveryStates)).optional(),
    from: calendarInput.optional().meta({ description: 'Due then or later.' }),
    to: calendarInput.optional().meta({ description: 'Due before then.' }),
  }),
  output: z.object({ deliveries: z.array(deliveryRecordOutput), next: nextOutput }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { state: ['scheduled', 'held'], channel: exampleIds.postizChannel, limit: 50 },
      output: { deliveries: [exampleRecord], next: null },
    },
  },
  run: async ({ tenant, cursor, limit, platform, state, from, to, ...given }, context) => {
    const filter = {
      tenants: await listedTenants(context, tenant, permission),
      ...(await narrow(context, given, permission)),
      ...{ platform, state, from, to, limit },
      after: readCursor({ payload: context.payload, cursor, ids: 2 }),
    }
    const { items, next } = await readRecords(context.db, filter, toRecord)
    return { deliveries: items, next }
  },
})
