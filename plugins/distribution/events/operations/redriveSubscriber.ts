import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { kickLanes } from '../subscribers/kickLanes.ts'
import { ownedSubscriber } from '../subscribers/subscriber.ts'
import { tellEvent } from '../subscribers/tellEvent.ts'

export const redriveSubscriber = defineOperation({
  name: 'subscribers.redrive',
  summary:
    'Gives dead letters of a subscriber a new life: one, some, or all of them. Those of one plan go in their order.',
  description:
    'Each begins anew with its first attempt, under the same `webhook-id`. What is no dead letter any more is passed over.',
  route: { method: 'post', path: '/event-subscribers/{id}/redrive' },
  input: z.strictObject({
    id: idInput,
    positions: z
      .array(z.string().regex(/^\d{1,18}$/))
      .min(1)
      .max(1_000)
      .optional()
      .meta({ description: 'Positions of the events; left out, all dead letters.' }),
  }),
  output: z.object({ subscriber: idOutput, redriven: z.number().int() }),
  permission: 'events.manage',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.subscriber, positions: ['4711'] },
      output: { subscriber: exampleIds.subscriber, redriven: 1 },
    },
  },
  run: async ({ id, positions }, context) => {
    const { db, caller, now } = context
    const found = await ownedSubscriber(context, id, { isLocked: true })
    const subscriber = String(found.id)
    const tenant = String(found.tenant)
    const redriven = await rows<{ lane: string }>(
      db,
      sql`
        update postyard_event_deliveries
        set state = 'pending', attempts = 0, next_at = null, settled_at = null
        where subscriber = ${subscriber} and tenant = ${tenant} and state = 'dead'
          ${positions === undefined ? sql`` : sql`and position = any(${sql.param(positions)}::bigint[])`}
        returning lane`,
    )
    const lanes = [...new Set(redriven.map(({ lane }) => lane))]
    await kickLanes({ db, subscriber, tenant, lanes, now })
    if (redriven.length > 0) {
      const reason = `${redriven.length} in all.`
      await tellEvent({ db, subscriber: found, type: 'redriven', actor: caller.actor, reason })
    }
    return { subscriber: found.id, redriven: redriven.length }
  },
})
