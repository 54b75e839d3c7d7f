import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { isHeldByPlan, reasons } from '../../model/reasons.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { deliveryOutput, ownedDelivery, toDeliveryAnswer } from '../deliveryAnswer.ts'
import { exampleDelivery } from '../exampleDelivery.ts'
import { rescheduleDelivery } from '../rescheduleDelivery.ts'

export const publishNow = defineOperation({
  name: 'deliveries.publishNow',
  summary: 'Lets a delivery that has not been sent go out at once.',
  route: { method: 'post', path: '/deliveries/{id}/publish-now' },
  input: z.strictObject({ id: idInput }),
  output: deliveryOutput,
  permission: 'plans.write',
  errors: ['ILLEGAL_MOVE', 'CHANNEL_CAP', 'SAME_CONTENT', 'ENTITLEMENT_DENIED'],
  examples: {
    usual: {
      input: { id: exampleIds.delivery },
      output: {
        ...exampleDelivery,
        scheduledAt: '2026-11-23T09:12:04.000Z',
        reasonCode: 'PUBLISH_NOW',
        reason: 'Was told to go out at once.',
      },
    },
  },
  run: async ({ id }, context) => {
    const row = await ownedDelivery(context, id, 'plans.write')
    if (isHeldByPlan(row)) {
      throw new DistributionError(
        'ILLEGAL_MOVE',
        'The plan of this delivery does not go on for now. Resume the plan; then publish this now.',
      )
    }
    const moved = await rescheduleDelivery({
      context,
      row,
      at: context.now,
      reason: {
        ...reasons.publishNow,
        message: `${context.caller.name} told it to go out at once.`,
      },
      verb: 'published now',
    })
    return toDeliveryAnswer(moved)
  },
})
