import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { deliveryOutput, ownedDelivery, toDeliveryAnswer } from '../deliveryAnswer.ts'
import { exampleDelivery } from '../exampleDelivery.ts'
import { contentErrors } from '../freezeContent.ts'
import { redriveDelivery } from '../redriveDelivery.ts'

export const retry = defineOperation({
  name: 'deliveries.retry',
  summary:
    'Gives a delivery that failed or expired a new life: it goes out again at once, or as soon as it keeps its distance from other accounts with the same content, and says what its post says now.',
  route: { method: 'post', path: '/deliveries/{id}/retry' },
  input: z.strictObject({ id: idInput }),
  output: deliveryOutput,
  permission: 'plans.write',
  errors: ['ILLEGAL_MOVE', 'ENTITLEMENT_DENIED', ...contentErrors],
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
  run: async ({ id }, context) =>
    toDeliveryAnswer(
      await redriveDelivery(context, await ownedDelivery(context, id, 'plans.write')),
    ),
})
