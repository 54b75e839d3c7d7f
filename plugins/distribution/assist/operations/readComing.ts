import { z } from 'zod'
import { DistributionError, notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { readDelivery } from '../../model/claimDelivery.ts'
import { isWaitingForMedia, reasons } from '../../model/reasons.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { requireOwnDelivery } from '../channelOwner.ts'
import { contentForPhone } from '../contentForPhone.ts'
import { exampleComing, exampleContent } from '../examples.ts'
import { contentOutput } from '../taskAnswer.ts'

export const readComing = defineOperation({
  name: 'tasks.readComing',
  summary:
    'Shows what will be posted before it is due, so that a phone can keep its caption and files. It may still be changed until then.',
  description:
    'Call it ahead, over a good network, and keep what it answers with its files under its `version`. When the task is there, read it again (`tasks.read`): a later version may say something else.',
  tag: 'Coming',
  route: { method: 'get', path: '/assist/coming/{id}' },
  input: z.strictObject({ id: idInput.meta({ description: 'The id of the delivery.' }) }),
  output: contentOutput.extend({
    delivery: idOutput,
    dueAt: instantOutput,
    version: z.number().int(),
  }),
  permission: 'tasks.read',
  errors: ['MEDIA_PENDING', 'MEDIA_MISSING', 'ENTITLEMENT_DENIED'],
  isReadOnly: true,
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.delivery },
      output: {
        ...exampleContent,
        delivery: exampleIds.delivery,
        dueAt: exampleComing.dueAt,
        version: 1,
      },
    },
  },
  run: async ({ id }, context) => {
    const record = await findOwned<{ kind: string }>({
      context,
      collection: 'deliveries',
      id,
      permission: 'tasks.read',
      what: 'delivery',
    })
    const row = await readDelivery({ db: context.db, tenant: record.tenant, id: record.id })
    // What no person posts is not shown to those who post.
    if (row?.kind !== 'manual') throw notFound('delivery')
    await requireOwnDelivery(context, { tenant: row.tenant_id, delivery: row.id })
    if (isWaitingForMedia(row)) {
      throw new DistributionError('MEDIA_PENDING', row.reason ?? reasons.renderPending.message)
    }
    const content = await contentForPhone(context, { tenant: row.tenant_id, delivery: row.id })
    return {
      ...content,
      delivery: row.id,
      dueAt: row.scheduled_at.toISOString(),
      version: row.content_version,
    }
  },
})
