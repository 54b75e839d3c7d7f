import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { notFound } from '../../errors.ts'
import { findOwned } from '../../findOwned.ts'
import { calendarInput, numberOf } from '../../listInput.ts'
import { defineOperation, idInput, type OperationContext } from '../../operation.ts'
import { cursorPattern, exportPage, type Wanted } from '../exportChain.ts'
import { exampleExport } from './exampleExport.ts'

/** The plan as text; one of another tenant is not there. */
const ownedPlan = async (context: OperationContext, id: unknown, tenant: string) => {
  const permission = 'receipts.export'
  const plan = await findOwned({ context, collection: 'plans', id, permission, what: 'plan' })
  if (String(plan.tenant) !== tenant) throw notFound('plan')
  return String(plan.id)
}

export const exportReceipts = defineOperation({
  name: 'receipts.export',
  summary:
    'Gives the receipts of a client with the links of their chain, so that the client can check them without Postyard.',
  description:
    'Write each of `lines` as one line of JSON into a file, page after page, until `next` is null; `node docs/verify-receipts.mjs FILE` checks it. `GET /export/receipts/{id}` gives the same as a file. Receipts that were closed within the last seconds may not be in it yet.',
  route: { method: 'get', path: '/tenants/{id}/receipts/export' },
  input: z.strictObject({
    id: idInput,
    plan: idInput.optional(),
    from: calendarInput
      .optional()
      .meta({ format: 'date-time', description: 'Closed at this instant or later.' }),
    to: calendarInput
      .optional()
      .meta({ format: 'date-time', description: 'Closed before this instant.' }),
    cursor: z
      .string()
      .regex(cursorPattern, 'Give `next` of the page before as it was.')
      .optional()
      .meta({ description: '`next` of the page before.' }),
    limit: z.preprocess(numberOf, z.int().min(1).max(500)).default(200),
  }),
  output: z.object({
    lines: z.array(z.record(z.string(), z.unknown())),
    next: z.string().nullable(),
  }),
  permission: 'receipts.export',
  errors: [],
  isReadOnly: true,
  examples: { usual: exampleExport },
  run: async ({ id, plan, from, to, cursor, limit }, context) => {
    const { db } = context
    const tenant = String(await ownedTenant(context, id, 'receipts.export'))
    const wanted: Wanted = { db, tenant }
    if (plan !== undefined) wanted.plan = await ownedPlan(context, plan, tenant)
    if (from) wanted.from = new Date(from)
    if (to) wanted.to = new Date(to)
    return exportPage({ wanted, most: limit, ...(cursor ? { cursor } : {}) })
  },
})
