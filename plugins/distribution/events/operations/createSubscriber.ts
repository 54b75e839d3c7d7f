import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import type { Endpoint } from '../../channels/webhook/index.ts'
import { exampleIds } from '../../exampleIds.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, type OperationContext } from '../../operation.ts'
import { exampleSecret, newSecret } from '../subscribers/newSecret.ts'
import { sealEndpoint } from '../subscribers/subscriber.ts'
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

/** Where a subscriber begins: behind what has a position by now, or before everything. */
const startOf = async ({ db }: OperationContext, from: 'now' | 'beginning'): Promise<string> => {
  if (from === 'beginning') return '0'
  const [clock] = await rows<{ position: string }>(
    db,
    sql`select position::text as position from postyard_event_clock`,
  )
  return clock?.position ?? '0'
}

export const createSubscriber = defineOperation({
  name: 'subscribers.create',
  summary:
    'Makes a subscriber: a program that is sent events of a client by signed webhooks. The answer is the only place where its secret ever stands.',
  description:
    'Give the `secret` to the program, which checks each message by it (Standard Webhooks 1.0); the address, the headers and the secret are kept encrypted and never told again. Each message is the envelope of one event, with the id of the event as `webhook-id`. It takes no Idempotency-Key, since an answer that is kept would keep the secret too.',
  route: { method: 'post', path: '/event-subscribers' },
  input: z.strictObject({
    tenant: idInput,
    name,
    url,
    types: types.default([]),
    channels: channels.default([]),
    headers: headers.default([]),
    from: z.enum(['now', 'beginning']).default('now').meta({
      description: 'Whether it is sent what has happened before, too.',
    }),
  }),
  output: subscriberOutput.extend({
    secret: z.string().meta({ description: 'It is not shown again.' }),
  }),
  permission: 'events.manage',
  errors: ['WEBHOOK_REFUSED', 'EVENT_TYPE_UNKNOWN', 'CHANNEL_NOT_FOUND'],
  answersSecret: true,
  examples: {
    usual: {
      input: {
        tenant: exampleIds.tenant,
        name: exampleSubscriber.name,
        url: 'https://receiver.example/events',
        types: exampleSubscriber.types,
      },
      output: { ...exampleSubscriber, lastDeliveredAt: null, secret: exampleSecret },
    },
  },
  run: async (input, context) => {
    const { payload, settings, req, db, now } = context
    const tenant = await ownedTenant(context, input.tenant, 'events.manage')
    requireAddress(input.url, context)
    requireHeaders(input.headers)
    requireTypes(input.types)
    const only = await requireChannels(context, tenant, input.channels)
    const secret = newSecret()
    const endpoint: Endpoint = { url: input.url, headers: input.headers, secrets: [{ secret }] }
    const { id } = (await payload.create({
      collection: settings.slugs.subscribers,
      data: {
        tenant,
        name: input.name,
        host: new URL(input.url).host,
        state: 'active',
        types: input.types,
        channels: only,
        headerNames: input.headers.map((header) => header.name),
        position: Number(await startOf(context, input.from)),
        failures: 0,
        pauses: 0,
        secretSince: now.toISOString(),
      } as never,
      depth: 0,
      req,
    })) as unknown as { id: ID }
    // It is sealed to its own id, which it has only now.
    await db.execute(sql`
      update postyard_subscribers set sealed = ${sealEndpoint({ settings, id, tenant, endpoint })}
      where id = ${id} and tenant_id = ${tenant}`)
    const made = { id, tenant, name: input.name, host: new URL(input.url).host }
    await tellEvent({ db, subscriber: made, type: 'created', actor: context.caller.actor })
    return { ...(await readAnswer({ db, tenant, id })), secret }
  },
})
