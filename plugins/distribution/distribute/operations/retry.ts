import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { resendMails } from '../../model/mails.ts'
import { reasons } from '../../model/reasons.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { bringUpToDate } from '../bringUpToDate.ts'
import { deliveryOutput, ownedDelivery, toDeliveryAnswer } from '../deliveryAnswer.ts'
import { exampleDelivery } from '../exampleDelivery.ts'
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
  examples: {
    usual: {
      input: { id: exampleIds.delivery },
      output: {
        ...exampleDelivery,
        attempt: 1,
        reasonCode: 'REDRIVEN',
        reason: 'Was told to try again.',
      },
    },
  },
  run: async ({ id }, context) => {
    const { db, now, caller } = context
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
    if (row.kind === 'email') await resendMails({ db, delivery: row, states: ['rejected'] })
    return toDeliveryAnswer(moved)
  },
})
