import { z } from 'zod'
import { readCursor, toPage } from '../../cursor.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, narrowedTo } from '../../listedTenants.ts'
import { anyOf, calendarInput, listInput, nextOutput } from '../../listInput.ts'
import { defineOperation, idInput } from '../../operation.ts'
import {
  exampleReceipt,
  readReceiptRows,
  receiptActions,
  receiptOutcomes,
  receiptOutput,
  toReceiptAnswer,
} from '../receiptAnswer.ts'

const permission = 'plans.read' as const

export const listReceipts = defineOperation({
  name: 'receipts.list',
  summary:
    'Lists receipts, the newest first: what was attempted for each delivery, by whom and when, how it ended, and what came back.',
  description:
    'Give `delivery` to read the story of one, `plan` for that of all. A receipt without an outcome is of a call that is under way, or of which nobody knows yet how it ended. `rawMeta` is what the other side said, without secrets.',
  route: { method: 'get', path: '/distribution/receipts' },
  input: z.strictObject({
    ...listInput,
    plan: idInput.optional(),
    delivery: idInput.optional(),
    channel: idInput.optional(),
    action: anyOf(z.enum(receiptActions)).optional(),
    outcome: anyOf(z.enum(receiptOutcomes)).optional(),
    from: calendarInput.optional().meta({ description: 'Opened then or later.' }),
    to: calendarInput.optional().meta({ description: 'Opened before then.' }),
  }),
  output: z.object({ receipts: z.array(receiptOutput), next: nextOutput }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { delivery: exampleIds.delivery },
      output: { receipts: [exampleReceipt], next: null },
    },
  },
  run: async ({ tenant, cursor, limit, plan, delivery, channel, ...given }, context) => {
    const find = (collection: 'plans' | 'deliveries' | 'channels', id: unknown) =>
      narrowedTo({ context, collection, id, permission })
    const found = await readReceiptRows(context.db, {
      tenants: await listedTenants(context, tenant, permission),
      plan: await find('plans', plan),
      delivery: await find('deliveries', delivery),
      channel: await find('channels', channel),
      ...given,
      after: readCursor({ payload: context.payload, cursor, ids: 1 }),
      limit,
    })
    const { items, next } = toPage({
      rows: found,
      limit,
      place: (row) => ({ at: new Date(row.created_at), ids: [row.id] }),
      show: toReceiptAnswer,
    })
    return { receipts: items, next }
  },
})
