import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { ownedSubscriber } from '../subscribers/subscriber.ts'
import { exampleSubscriber, readAnswer, subscriberOutput } from '../subscribers/subscriberAnswer.ts'
import { tellEvent } from '../subscribers/tellEvent.ts'

export const pauseSubscriber = defineOperation({
  name: 'subscribers.pause',
  summary:
    'Sends a subscriber nothing until it is resumed. Nothing is lost: what happens meanwhile is sent then.',
  route: { method: 'post', path: '/event-subscribers/{id}/pause' },
  input: z.strictObject({ id: idInput }),
  output: subscriberOutput,
  permission: 'events.manage',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.subscriber },
      output: { ...exampleSubscriber, state: 'paused', reason: 'Rita paused it.' },
    },
  },
  run: async (input, context) => {
    const { db, caller } = context
    const subscriber = await ownedSubscriber(context, input.id, { isLocked: true })
    const { id, tenant } = subscriber
    await db.execute(sql`
      update postyard_subscribers
      set state = 'paused', state_reason = ${`${caller.name} paused it.`}, updated_at = clock_timestamp()
      where id = ${id} and tenant_id = ${tenant} and state <> 'paused'`)
    if (subscriber.state !== 'paused') {
      await tellEvent({ db, subscriber, type: 'paused', actor: caller.actor })
    }
    return readAnswer({ db, tenant, id })
  },
})
