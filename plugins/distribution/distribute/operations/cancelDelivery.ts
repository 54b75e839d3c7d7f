import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { readDelivery } from '../../model/claimDelivery.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { cancelDeliveries } from '../cancelDeliveries.ts'
import { deliveryOutput, ownedDelivery, toDeliveryAnswer } from '../deliveryAnswer.ts'
import { exampleDelivery } from '../exampleDelivery.ts'

export const cancelDelivery = defineOperation({
  name: 'deliveries.cancel',
  summary:
    'Cancels a delivery that has not been sent; one that is being sent is followed to its true end.',
  route: { method: 'post', path: '/deliveries/{id}/cancel' },
  input: z.strictObject({ id: idInput }),
  output: deliveryOutput,
  permission: 'plans.write',
  errors: ['ILLEGAL_MOVE'],
  examples: {
    usual: {
      input: { id: exampleIds.delivery },
      output: {
        ...exampleDelivery,
        state: 'cancelled',
        reasonCode: 'CANCELLED',
        reason: 'Was cancelled before it went out.',
      },
    },
  },
  run: async ({ id }, context) => {
    const row = await ownedDelivery(context, id, 'plans.write')
    const results = await cancelDeliveries({ context, tenant: row.tenant_id, ids: [row.id] })
    const now = (await readDelivery({ db: context.db, tenant: row.tenant_id, id: row.id })) ?? row
    if (results.get(String(row.id)) === 'settled') {
      throw new DistributionError(
        'ILLEGAL_MOVE',
        `This delivery is ${now.state.replaceAll('_', ' ')}, so there is nothing left to cancel.`,
        // The wish stays, for an answer that is taken back.
        { isKept: true },
      )
    }
    return toDeliveryAnswer(now)
  },
})
