import { DistributionError, type ErrorCode } from '../../errors.ts'
import type { Channel } from '../../model/channel.ts'
import { isReachable, type PostizFault, readToolAnswer, type ToolAnswer } from '../postiz/index.ts'
import { askPostiz } from './askPostiz.ts'

/** What `askTool` refuses with. */
export const toolErrors = [
  'TOOL_NOT_OFFERED',
  'CHANNEL_UNAUTHORISED',
  'POSTIZ_NOT_CONNECTED',
  'POSTIZ_REFUSED',
  'POSTIZ_UNREACHABLE',
] as const satisfies ErrorCode[]

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

/**
 * Asks a platform, through a channel, for things to choose. Changes nothing.
 *
 * @throws those of `toolErrors`
 */
export const askTool = async (args: {
  context: Parameters<typeof askPostiz>[0]
  channel: Channel
  tool: string
  /** What the tool needs to be told. @default nothing */
  data?: Record<string, string>
}): Promise<ToolAnswer> => {
  const { context, channel, tool, data = {} } = args
  if (channel.kind !== 'postiz') throw notOffered(channel, tool)
  const { client, integrationId } = await askPostiz(context, channel)
  const described = await client.readSettings({ integrationId })
  if (!described.ok) throw refuse(channel, tool, described.fault)
  const isOffered = described.value.tools?.some(({ methodName }) => methodName === tool) ?? false
  if (!isOffered) throw notOffered(channel, tool)
  const answer = await client.runTool({ integrationId, tool, data })
  if (!answer.ok) throw refuse(channel, tool, answer.fault)
  return readToolAnswer(answer.value)
}
