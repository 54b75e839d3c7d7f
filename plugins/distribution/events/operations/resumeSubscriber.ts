import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { ownedSubscriber } from '../subscribers/subscriber.ts'
import { exampleSubscriber, readAnswer, subscriberOutput } from '../subscribers/subscriberAnswer.ts'
import { tellEvent } from '../subscribers/tellEvent.ts'

export const resumeSubscriber = defineOperation({
  name: 'subscribers.resume',
  summary:
    'Lets a subscriber that was paused, switched off or left alone go on at once, from where it stood.',
  route: { method: 'post', path: '/event-subscribers/{id}/resume' },
  input: z.strictObject({ id: idInput }),
  output: subscriberOutput,
  permission: 'events.manage',
  errors: [],
  examples: {
    usual: { input: { id: exampleIds.subscriber }, output: exampleSubscriber },
  },
  run: async (input, context) => {
    const { db, caller } = context
    const subscriber = await ownedSubscriber(context, input.id, { isLocked: true })
    const { id, tenant } = subscriber
    await db.execute(sql`
      update postyard_subscribers
      set state = 'active', state_reason = null, failures = 0, pauses = 0, failing_since = null,
          left_alone_until = null, updated_at = clock_timestamp()
      where id = ${id} and tenant_id = ${tenant}`)
    if (subscriber.state !== 'active' || subscriber.left_alone_until !== null) {
      await tellEvent({ db, subscriber, type: 'resumed', actor: caller.actor })
    }
    return readAnswer({ db, tenant, id })
  },
})
