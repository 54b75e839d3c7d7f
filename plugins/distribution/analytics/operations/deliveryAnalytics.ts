import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import type { ID } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { figuresOutput, readFigures } from '../readFigures.ts'

export const deliveryAnalytics = defineOperation({
  name: 'deliveries.analytics',
  summary: 'Tells what the platform counted of a delivery that is live, as far as it was fetched.',
  route: { method: 'get', path: '/deliveries/{id}/analytics' },
  input: z.strictObject({ id: idInput }),
  output: figuresOutput,
  permission: 'figures.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.delivery },
      output: {
        lookedAt: '2026-11-23T03:00:00.000Z',
        outcome: 'figures',
        message: null,
        series: [{ label: 'Likes', points: [{ date: '2026-11-22', total: 41 }] }],
      },
    },
  },
  run: async ({ id }, context) => {
    const delivery = await findOwned<{ channel: ID }>({
      context,
      collection: 'deliveries',
      id,
      permission: 'figures.read',
      what: 'delivery',
    })
    const of = { channel: delivery.channel, delivery: delivery.id }
    return readFigures({ db: context.db, tenant: delivery.tenant, of })
  },
})
