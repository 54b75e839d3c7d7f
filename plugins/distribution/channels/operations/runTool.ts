import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import type { Channel } from '../../model/channel.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { isReachable, type PostizFault, readToolAnswer } from '../postiz/index.ts'
import { askPostiz } from '../settings/askPostiz.ts'

const option = z.object({ value: z.string(), label: z.string() })

/** Words in which Postiz refuses its own key; any other 401 is about the account. */
const ofKey = /api key|oauth token/i

const refuse = (channel: Channel, tool: string, fault: PostizFault): DistributionError => {
  if (fault.statusCode === 401 && fault.said !== '' && !ofKey.test(fault.said)) {
    return new DistributionError(
      'CHANNEL_UNAUTHORISED',
      `${channel.name} has lost its connection to its platform, so its choices cannot be read. Connect it again in Postiz.`,
    )
  }
  if (fault.statusCode === 404 && /tool/i.test(fault.said)) return notOffered(channel, tool)
  return new DistributionError(
    isReachable(fault) ? 'POSTIZ_REFUSED' : 'POSTIZ_UNREACHABLE',
    fault.message,
  )
}

const notOffered = (channel: Channel, tool: string): DistributionError =>
  new DistributionError(
    'TOOL_NOT_OFFERED',
    `Postiz offers no "${tool}" for ${channel.name}. Type the value by hand.`,
  )

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
  errors: [
    'TOOL_NOT_OFFERED',
    'CHANNEL_UNAUTHORISED',
    'POSTIZ_NOT_CONNECTED',
    'POSTIZ_REFUSED',
    'POSTIZ_UNREACHABLE',
  ],
  isReadOnly: true,
  isOutward: true,
  examples: {
    usual: {
      input: { id: exampleIds.postizChannel, tool: 'boards', data: { word: 'homes' } },
      output: { options: [{ value: '7', label: 'Homes by the sea' }], parts: {}, says: {} },
    },
  },
  run: async ({ id, tool, data = {} }, context) => {
    const channel = await findOwned<Channel>({
      context,
      collection: 'channels',
      id,
      permission: 'posts.write',
      what: 'channel',
    })
    if (channel.kind !== 'postiz') throw notOffered(channel, tool)
    const { client, integrationId } = await askPostiz(context, channel)
    const described = await client.readSettings({ integrationId })
    if (!described.ok) throw refuse(channel, tool, described.fault)
    const isOffered = described.value.tools?.some(({ methodName }) => methodName === tool) ?? false
    if (!isOffered) throw notOffered(channel, tool)
    const answer = await client.runTool({ integrationId, tool, data })
    if (!answer.ok) throw refuse(channel, tool, answer.fault)
    return readToolAnswer(answer.value)
  },
})
