import { z } from 'zod'
import { readCursor, toPage } from '../../cursor.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants } from '../../listedTenants.ts'
import { anyOf, listInput, nextOutput } from '../../listInput.ts'
import { channelKinds, channelStates } from '../../model/channel.ts'
import { defineOperation } from '../../operation.ts'
import {
  channelOutput,
  exampleChannel,
  readChannelRows,
  toChannelAnswer,
} from '../channelAnswer.ts'

export const listChannels = defineOperation({
  name: 'channels.list',
  summary:
    'Lists channels, the newest first: the account, its platform, how it is reached, and whether it is well.',
  description:
    'A post goes to those that are `active` or `limited`; on the others it waits, and on one that was `removed` it fails.',
  route: { method: 'get', path: '/distribution/channels' },
  input: z.strictObject({
    ...listInput,
    platform: anyOf(z.string().min(1).max(60)).optional(),
    kind: anyOf(z.enum(channelKinds)).optional(),
    state: anyOf(z.enum(channelStates)).optional(),
  }),
  output: z.object({ channels: z.array(channelOutput), next: nextOutput }),
  permission: 'channels.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant, state: ['active'] },
      output: { channels: [exampleChannel], next: null },
    },
  },
  run: async ({ tenant, cursor, limit, ...given }, context) => {
    const found = await readChannelRows(context.db, {
      tenants: await listedTenants(context, tenant, 'channels.read'),
      ...given,
      after: readCursor({ payload: context.payload, cursor, ids: 1 }),
      limit,
    })
    const { items, next } = toPage({
      rows: found,
      limit,
      place: (row) => ({ at: new Date(row.created_at), ids: [row.id] }),
      show: toChannelAnswer,
    })
    return { channels: items, next }
  },
})
