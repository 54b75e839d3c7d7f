import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { figuresOutput, readFigures } from '../readFigures.ts'

export const channelAnalytics = defineOperation({
  name: 'channels.analytics',
  summary:
    'Tells what the platform counted of a channel as a whole, day by day, as far as it was fetched.',
  route: { method: 'get', path: '/channels/{id}/analytics' },
  input: z.strictObject({ id: idInput }),
  output: figuresOutput,
  permission: 'figures.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.postizChannel },
      output: {
        lookedAt: '2026-11-23T03:00:00.000Z',
        outcome: 'figures',
        message: null,
        series: [{ label: 'Likes', points: [{ date: '2026-11-22', total: 41 }] }],
      },
    },
  },
  run: async ({ id }, context) => {
    const channel = await findOwned({
      context,
      collection: 'channels',
      id,
      permission: 'figures.read',
      what: 'channel',
    })
    const of = { channel: channel.id, delivery: null }
    return readFigures({ db: context.db, tenant: channel.tenant, of })
  },
})
