import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { idOutput } from '../../operation.ts'
import { type EventKind, instant } from './eventKind.ts'

const key = z.object({
  key: idOutput,
  name: z.string(),
  scopes: z.array(z.string()),
  expiresAt: instant.nullable(),
})

const exampleKey = {
  key: exampleIds.key,
  name: 'Agent of the agency',
  scopes: ['posts.read', 'plans.write'],
  expiresAt: null,
}

const entitlement = z.object({
  entitlement: idOutput,
  title: z.string(),
  terms: z.record(z.string(), z.unknown()).meta({
    description: 'Whom and what it is for, on which channels, in which form, and until when.',
  }),
  held: z.int().meta({ description: 'How many deliveries it does not permit any more.' }),
})

const exampleEntitlement = {
  entitlement: exampleIds.entitlement,
  title: 'Newsletter program, sharks',
  terms: { form: { kind: 'full' }, channels: 'all' },
  held: 0,
}

/** What people did that is kept for an audit. */
export const audit: EventKind[] = [
  {
    type: 'distribution.plan.duplicate_allowed',
    schemaVersion: 1,
    summary: 'A post was distributed to channels that had it by an earlier plan, on purpose.',
    names: ['plan'],
    data: z.object({
      post: idOutput,
      pairs: z.array(
        z.object({ channel: idOutput, plan: idOutput, delivery: idOutput, at: instant }),
      ),
    }),
    example: {
      post: exampleIds.post,
      pairs: [
        {
          channel: exampleIds.postizChannel,
          plan: exampleIds.plan,
          delivery: exampleIds.delivery,
          at: '2026-11-23T14:30:00.000Z',
        },
      ],
    },
  },
  {
    type: 'distribution.key.created',
    schemaVersion: 1,
    summary: 'An API key was made.',
    names: [],
    data: key,
    example: exampleKey,
  },
  {
    type: 'distribution.key.revoked',
    schemaVersion: 1,
    summary: 'An API key was revoked.',
    names: [],
    data: key,
    example: exampleKey,
  },
  ...(['granted', 'changed', 'revoked'] as const).map(
    (done): EventKind => ({
      type: `distribution.entitlement.${done}`,
      schemaVersion: 1,
      summary: `An entitlement was ${done}; its terms are those from then on.`,
      names: [],
      data: entitlement,
      example: exampleEntitlement,
    }),
  ),
  {
    type: 'distribution.receipts.erased',
    schemaVersion: 1,
    summary:
      'What receipts said of a person was erased; that they were there, and their chain, stays.',
    names: [],
    data: z.object({ receipts: z.array(idOutput) }),
    example: { receipts: [exampleIds.receipt] },
  },
]
