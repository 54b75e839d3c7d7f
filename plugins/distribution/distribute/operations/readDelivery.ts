import { z } from 'zod'
import { notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { ownedDelivery } from '../deliveryAnswer.ts'
import { deliveryRecordOutput, exampleRecord, readRecords, toRecord } from '../deliveryRecord.ts'

export const readDelivery = defineOperation({
  name: 'deliveries.read',
  summary: 'Tells where one delivery stands, and why.',
  description: 'What was tried, and what came back, is in its receipts: receipts.list.',
  route: { method: 'get', path: '/distribution/deliveries/{id}' },
  input: z.strictObject({ id: idInput }),
  output: deliveryRecordOutput,
  permission: 'plans.read',
  errors: [],
  isReadOnly: true,
  examples: { usual: { input: { id: exampleIds.delivery }, output: exampleRecord } },
  run: async ({ id }, context) => {
    const row = await ownedDelivery(context, id, 'plans.read')
    const filter = { tenants: [row.tenant_id], plan: row.plan_id, id: row.id, limit: 1 }
    const [record] = (await readRecords(context.db, filter, toRecord)).items
    if (!record) throw notFound('delivery')
    return record
  },
})
