import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { defineOperation, idInput, type OperationContext } from '../../operation.ts'
import {
  openSubscriber,
  ownedSubscriber,
  type Subscriber,
  sealEndpoint,
} from '../subscribers/subscriber.ts'
import { exampleSubscriber, readAnswer, subscriberOutput } from '../subscribers/subscriberAnswer.ts'
import {
  requireAddress,
  requireChannels,
  requireHeaders,
  requireTypes,
  subscriberInput,
} from '../subscribers/subscriberInput.ts'
import { tellEvent } from '../subscribers/tellEvent.ts'

const { name, url, types, channels, headers } = subscriberInput

type Moved = { url?: string; headers?: { name: string; value: string }[] }

/** Where it is from now on, and what of that is shown. */
const move = (
  context: OperationContext,
  subscriber: Subscriber,
  { url: to, headers: own }: Moved,
) => {
  const { settings } = context
  const before = openSubscriber({ settings, subscriber })
  const address = to ?? before.url
  requireAddress(address, context)
  // Else whoever may edit could have a secret header sent to a host of their own, and read it there.
  const isElsewhere = new URL(before.url).origin !== new URL(address).origin
  const given = own ?? (isElsewhere ? [] : before.headers)
  requireHeaders(given)
  return {
    host: new URL(address).host,
    header_names: given.map((header) => header.name),
    sealed: sealEndpoint({
      settings,
      ...{ id: subscriber.id, tenant: subscriber.tenant },
      endpoint: { ...before, url: address, headers: given },
    }),
  }
}

export const editSubscriber = defineOperation({
  name: 'subscribers.edit',
  summary:
    'Changes what a subscriber is called, where it is, and what it is sent. What is left out stays as it is; events that wait for it already are still sent, to the new address.',
  route: { method: 'post', path: '/event-subscribers/{id}/edit' },
  input: z.strictObject({
    id: idInput,
    name: name.optional(),
    url: url.optional(),
    types: types.optional(),
    channels: channels.optional(),
    headers: headers.optional().meta({
      description:
        'They replace all that there were. Another host gets none of those of the one before.',
    }),
  }),
  output: subscriberOutput,
  permission: 'events.manage',
  errors: ['WEBHOOK_REFUSED', 'EVENT_TYPE_UNKNOWN', 'CHANNEL_NOT_FOUND', 'SUBSCRIBER_UNREADABLE'],
  examples: {
    usual: {
      input: { id: exampleIds.subscriber, types: exampleSubscriber.types },
      output: exampleSubscriber,
    },
  },
  run: async (input, context) => {
    const { db } = context
    const subscriber = await ownedSubscriber(context, input.id, { isLocked: true })
    const { id, tenant } = subscriber
    if (input.types) requireTypes(input.types)
    const only = input.channels && (await requireChannels(context, tenant, input.channels))
    const isMoved = input.url !== undefined || input.headers !== undefined
    const { host, header_names, sealed } = isMoved ? move(context, subscriber, input) : subscriber
    await db.execute(sql`
      update postyard_subscribers
      set name = ${input.name ?? subscriber.name}, host = ${host}, sealed = ${sealed},
          header_names = ${JSON.stringify(header_names)}::jsonb,
          types = ${JSON.stringify(input.types ?? subscriber.types)}::jsonb,
          channels = ${JSON.stringify(only ?? subscriber.channels)}::jsonb, updated_at = clock_timestamp()
      where id = ${id} and tenant_id = ${tenant}`)
    const changed = { ...subscriber, name: input.name ?? subscriber.name, host }
    await tellEvent({ db, subscriber: changed, type: 'changed', actor: context.caller.actor })
    return readAnswer({ db, tenant, id })
  },
})
