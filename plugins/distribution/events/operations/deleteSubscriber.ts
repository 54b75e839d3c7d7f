import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { ownedSubscriber } from '../subscribers/subscriber.ts'
import { tellEvent } from '../subscribers/tellEvent.ts'

export const deleteSubscriber = defineOperation({
  name: 'subscribers.delete',
  summary:
    'Removes a subscriber with its secrets and its log. What waits for it is not sent; the events themselves stay.',
  route: { method: 'post', path: '/event-subscribers/{id}/delete' },
  input: z.strictObject({ id: idInput }),
  output: z.object({ subscriber: idOutput }),
  permission: 'events.manage',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.subscriber },
      output: { subscriber: exampleIds.subscriber },
    },
  },
  run: async (input, context) => {
    const { db, caller } = context
    const subscriber = await ownedSubscriber(context, input.id, { isLocked: true })
    const { id, tenant } = subscriber
    await db.execute(sql`
      delete from postyard_event_deliveries
      where subscriber = ${String(id)} and tenant = ${String(tenant)}`)
    await db.execute(sql`
      delete from postyard_subscribers where id = ${id} and tenant_id = ${tenant}`)
    await tellEvent({ db, subscriber, type: 'deleted', actor: caller.actor })
    return { subscriber: id }
  },
})
