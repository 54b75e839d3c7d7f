import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { reasons } from '../../model/reasons.ts'
import { defineOperation, idInput, instantInput } from '../../operation.ts'
import { checkTime } from '../chooseTime.ts'
import { deliveryOutput, ownedDelivery, toDeliveryAnswer } from '../deliveryAnswer.ts'
import { exampleDelivery } from '../exampleDelivery.ts'
import { rescheduleDelivery } from '../rescheduleDelivery.ts'

export const reschedule = defineOperation({
  name: 'deliveries.reschedule',
  summary: 'Moves a delivery that has not been sent to another time.',
  route: { method: 'post', path: '/deliveries/{id}/reschedule' },
  input: z.strictObject({ id: idInput, at: instantInput }),
  output: deliveryOutput,
  permission: 'plans.write',
  errors: [
    'ILLEGAL_MOVE',
    'DATE_IN_PAST',
    'DATE_TOO_FAR',
    'CHANNEL_CAP',
    'SAME_CONTENT',
    'ENTITLEMENT_DENIED',
  ],
  examples: {
    usual: {
      input: { id: exampleIds.delivery, at: '2026-11-24T08:00:00Z' },
      output: {
        ...exampleDelivery,
        scheduledAt: '2026-11-24T08:00:00.000Z',
        reasonCode: 'RESCHEDULED',
        reason: 'Was moved to another time.',
      },
    },
  },
  run: async ({ id, at }, context) => {
    const row = await ownedDelivery(context, id, 'plans.write')
    const moved = await rescheduleDelivery({
      context,
      row,
      at: checkTime(new Date(at), context.now),
      reason: {
        ...reasons.rescheduled,
        message: `${context.caller.name} moved it to another time.`,
      },
      verb: 'moved',
    })
    return toDeliveryAnswer(moved)
  },
})
