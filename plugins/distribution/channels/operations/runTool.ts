import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import type { Channel } from '../../model/channel.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { askTool, toolErrors } from '../settings/askTool.ts'

const option = z.object({ value: z.string(), label: z.string() })

export const runTool = defineOperation({
  name: 'channels.runTool',
  summary:
    'Asks a platform, through a channel, for things to choose: its boards, its rooms, its communities.',
  route: { method: 'post', path: '/channels/{id}/tools/{tool}' },
  input: z.strictObject({
    id: idInput,
    tool: z.string().min(1).max(64).meta({ description: 'One of the tools of its settings form.' }),
    data: z
      .record(z.string().max(64), z.string().max(500))
      .optional()
      .meta({ description: 'What the tool needs to be told, such as a word to look for.' }),
  }),
  output: z.object({
    options: z.array(option),
    parts: z.record(z.string(), z.array(option)),
    says: z.record(z.string(), z.boolean()),
  }),
  permission: 'posts.write',
  errors: [...toolErrors],
  isReadOnly: true,
  isOutward: true,
  examples: {
    usual: {
      input: { id: exampleIds.postizChannel, tool: 'boards', data: { word: 'homes' } },
      output: { options: [{ value: '7', label: 'Homes by the sea' }], parts: {}, says: {} },
    },
  },
  run: async ({ id, tool, data }, context) => {
    const channel = await findOwned<Channel>({
      context,
      collection: 'channels',
      id,
      permission: 'posts.write',
      what: 'channel',
    })
    return askTool({ context, channel, tool, data })
  },
})
