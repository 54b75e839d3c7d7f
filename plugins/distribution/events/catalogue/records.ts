import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { channelStates } from '../../model/channel.ts'
import { idOutput } from '../../operation.ts'
import { anomalyKinds, scopes } from '../../plan/risk/index.ts'
import { channelId, type EventKind, instant, reason } from './eventKind.ts'

const name = z.string().nullable().optional()

const ids = z.array(idOutput)

const channelChanges = channelStates.map(
  (state): EventKind => ({
    type: `distribution.channel.${state}`,
    schemaVersion: 1,
    summary: `A channel was found to be ${state} at Postiz.`,
    names: [],
    data: z.object({
      channel: channelId,
      name,
      from: z.enum(channelStates),
      reason: reason.nullable().optional(),
    }),
    example: {
      channel: exampleIds.postizChannel,
      name: 'Marina Estates on Mastodon',
      from: 'active',
      reason: null,
    },
  }),
)

/** Of plans, channels and connections. */
export const records: EventKind[] = [
  {
    type: 'distribution.plan.replanned',
    schemaVersion: 1,
    summary: 'A post was edited, and what its plan has not sent yet says the new version.',
    names: ['plan'],
    data: z.object({
      post: idOutput,
      from: z.number().int(),
      to: z.number().int(),
      deliveries: z.array(idOutput),
    }),
    example: { post: exampleIds.post, from: 1, to: 2, deliveries: [exampleIds.delivery] },
  },
  {
    type: 'distribution.plan.paused',
    schemaVersion: 1,
    summary: 'A plan was paused: what has not been sent is held.',
    names: ['plan'],
    data: z.object({ at: instant, reason: reason.nullable().optional(), held: ids, followed: ids }),
    example: {
      at: '2026-11-22T14:20:00.000Z',
      reason: 'The price is wrong.',
      held: [exampleIds.delivery],
      followed: [],
    },
  },
  {
    type: 'distribution.plan.halted',
    schemaVersion: 1,
    summary:
      'A plan was halted in an emergency: nothing more of it goes out, and what was prepared is taken away.',
    names: ['plan'],
    data: z.object({ at: instant, reason, held: ids, unstaging: ids, followed: ids }),
    example: {
      at: '2026-11-22T14:20:00.000Z',
      reason: 'The picture shows the wrong house.',
      held: [exampleIds.delivery],
      unstaging: [exampleIds.delivery],
      followed: [],
    },
  },
  {
    type: 'distribution.plan.alert',
    schemaVersion: 1,
    summary:
      'Something goes wrong while a network plan runs, and what Postyard has done about it: an account or a platform waits (`held`), the plan has paused itself (`paused`), nothing was stopped (`told`), or a person decides (`asked`).',
    names: ['plan'],
    data: z.object({
      kind: z.enum(anomalyKinds),
      scope: z.enum(scopes),
      key: z.string().meta({
        description:
          'The id of the account, of the post or of the plan, or the name of the platform; empty for the whole client.',
      }),
      act: z.enum(['held', 'paused', 'told', 'asked']),
      sentence: z.string().meta({ description: 'For people, with the numbers.' }),
      numbers: z
        .object({
          failures: z.int(),
          attempts: z.int(),
          accounts: z.int(),
          withinMs: z.number(),
          usual: z.number().meta({ description: 'Which share usually ends so, 0 to 1.' }),
        })
        .nullable(),
    }),
    example: {
      kind: 'limits',
      scope: 'provider',
      key: 'instagram',
      act: 'held',
      sentence:
        '3 of 4 attempts on instagram were limited within 6 min, on 3 accounts; 0.3 % are usual. The plan waits on instagram, and goes on elsewhere. One post tries it from 14:31 on; the others follow when that went well.',
      numbers: { failures: 3, attempts: 4, accounts: 3, withinMs: 312_000, usual: 0.003 },
    },
  },
  {
    type: 'distribution.plan.resumed',
    schemaVersion: 1,
    summary: 'A plan that was paused or halted goes on.',
    names: ['plan'],
    data: z.object({
      onTime: ids,
      late: ids,
      stale: ids,
      waiting: ids,
      moved: ids.optional().meta({ description: 'Of a network plan: they got another time.' }),
      reason: reason.nullable().optional(),
    }),
    example: { onTime: [exampleIds.delivery], late: [], stale: [], waiting: [] },
  },
  ...channelChanges,
  {
    type: 'distribution.channel.imported',
    schemaVersion: 1,
    summary: 'A channel was taken over from Postiz.',
    names: [],
    data: z.object({ channel: channelId, name }),
    example: { channel: exampleIds.postizChannel, name: 'Marina Estates on Mastodon' },
  },
  {
    type: 'distribution.channel.renamed',
    schemaVersion: 1,
    summary: 'The account of a channel is called otherwise.',
    names: [],
    data: z.object({ channel: channelId, name, from: z.string(), to: z.string().nullable() }),
    example: { channel: exampleIds.postizChannel, name: 'Marina', from: 'marina', to: 'estates' },
  },
  {
    type: 'distribution.connection.restored',
    schemaVersion: 1,
    summary: 'Postiz takes the key of this client again.',
    names: [],
    data: z.object({ refusedSince: z.string() }),
    example: { refusedSince: '2026-11-22 12:00:00+00' },
  },
  {
    type: 'distribution.connection.refused',
    schemaVersion: 1,
    summary: 'Postiz refuses the key of this client; its posts are held.',
    names: [],
    data: z.object({ reason }),
    example: { reason: 'Postiz refuses the key.' },
  },
  {
    type: 'distribution.connection.time_shifted',
    schemaVersion: 1,
    summary: 'Postiz keeps the times of drafts so many minutes off.',
    names: [],
    data: z.object({ minutes: z.number().int() }),
    example: { minutes: 60 },
  },
  {
    type: 'distribution.connection.time_kept',
    schemaVersion: 1,
    summary: 'Postiz keeps the times of drafts as they are given again.',
    names: [],
    data: z.object({ minutes: z.number().int() }),
    example: { minutes: 0 },
  },
]
