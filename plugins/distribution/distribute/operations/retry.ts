import { z } from 'zod'
import { reasons } from '../../model/reasons.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { bringUpToDate } from '../bringUpToDate.ts'
import { deliveryOutput, ownedDelivery, toDeliveryAnswer } from '../deliveryAnswer.ts'
import { contentErrors } from '../freezeContent.ts'
import { moveDelivery } from '../moveDelivery.ts'
import { newLife } from '../newLife.ts'

export const retry = defineOperation({
  name: 'deliveries.retry',
  summary:
    'Gives a delivery that failed or expired a new life: it goes out again at once, and says what its post says now.',
  route: { method: 'post', path: '/deliveries/{id}/retry' },
  input: z.strictObject({ id: idInput }),
  output: deliveryOutput,
  permission: 'plans.write',
  errors: ['ILLEGAL_MOVE', ...contentErrors],
  run: async ({ id }, context) => {
    const { now, caller } = context
    const row = await ownedDelivery(context, id, 'plans.write')
    const moved = await bringUpToDate(context, row, () =>
      moveDelivery({
        context,
        row,
        from: ['failed', 'expired'],
        to: 'scheduled',
        reason: { ...reasons.redriven, message: `${caller.name} told it to try again.` },
        verb: 'tried again',
        set: newLife(row, now),
      }),
    )
    return toDeliveryAnswer(moved)
  },
})
