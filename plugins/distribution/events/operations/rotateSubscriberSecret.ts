import { z } from 'zod'
import { refuseWhileHeld, rotate } from '../../channels/webhook/index.ts'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { exampleSecret, newSecret } from '../subscribers/newSecret.ts'
import { openSubscriber, ownedSubscriber, sealEndpoint } from '../subscribers/subscriber.ts'
import { tellEvent } from '../subscribers/tellEvent.ts'

export const rotateSubscriberSecret = defineOperation({
  name: 'subscribers.rotateSecret',
  summary:
    'Gives a subscriber a new secret. For a day both sign, so that the program can change over without missing a message.',
  description:
    'The answer is the only place where the new secret ever stands. While the one before still signs, another is refused, since the program may know just that one; `force` ends it at once.',
  route: { method: 'post', path: '/event-subscribers/{id}/rotate-secret' },
  input: z.strictObject({
    id: idInput,
    force: z.boolean().default(false).meta({
      description: 'Also while the secret before the present one signs, which ends.',
    }),
  }),
  output: z.object({
    subscriber: idOutput,
    secret: z.string().meta({ description: 'It is not shown again.' }),
    oldSecretUntil: instantOutput,
  }),
  permission: 'events.manage',
  errors: ['SUBSCRIBER_UNREADABLE', 'OLD_SECRET_HOLDS'],
  answersSecret: true,
  examples: {
    usual: {
      input: { id: exampleIds.subscriber },
      output: {
        subscriber: exampleIds.subscriber,
        secret: exampleSecret,
        oldSecretUntil: '2026-11-23T14:30:00.000Z',
      },
    },
  },
  run: async (input, context) => {
    const { settings, db, now } = context
    const subscriber = await ownedSubscriber(context, input.id, { isLocked: true })
    const { id, tenant } = subscriber
    const before = openSubscriber({ settings, subscriber })
    const { name } = subscriber
    refuseWhileHeld({ name, secrets: before.secrets, now, isForced: input.force })
    const secret = newSecret()
    const secrets = rotate(before.secrets, secret, now)
    const oldSecretUntil = secrets[1]?.until ?? now.toISOString()
    const sealed = sealEndpoint({ settings, id, tenant, endpoint: { ...before, secrets } })
    await db.execute(sql`
      update postyard_subscribers
      set sealed = ${sealed}, secret_since = ${now.toISOString()}, old_secret_until = ${oldSecretUntil},
          updated_at = clock_timestamp()
      where id = ${id} and tenant_id = ${tenant}`)
    await tellEvent({ db, subscriber, type: 'secret_replaced', actor: context.caller.actor })
    return { subscriber: id, secret, oldSecretUntil }
  },
})
