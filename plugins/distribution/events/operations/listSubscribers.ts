import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import {
  exampleSubscriber,
  readAnswers,
  subscriberOutput,
} from '../subscribers/subscriberAnswer.ts'

export const listSubscribers = defineOperation({
  name: 'subscribers.list',
  summary:
    'Lists the subscribers of a client by name: what each is sent, how it is, how far behind it is, and its dead letters.',
  route: { method: 'get', path: '/event-subscribers' },
  input: z.strictObject({ tenant: idInput }),
  output: z.object({ subscribers: z.array(subscriberOutput) }),
  permission: 'events.manage',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: { input: { tenant: exampleIds.tenant }, output: { subscribers: [exampleSubscriber] } },
  },
  run: async (input, context) => {
    const tenant = await ownedTenant(context, input.tenant, 'events.manage')
    return { subscribers: await readAnswers({ db: context.db, tenant }) }
  },
})

export type SubscribersAnswer = z.output<typeof listSubscribers.output>
