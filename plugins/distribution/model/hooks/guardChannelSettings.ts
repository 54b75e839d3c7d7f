import { APIError, type CollectionBeforeChangeHook } from 'payload'
import { idOf } from '../../id.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A post has settings of its own for the channels it goes to, and for no others.
 *
 * @throws CHANNEL_SETTINGS_INVALID, CHANNEL_SETTINGS_MISPLACED (400)
 */
export const guardChannelSettings: CollectionBeforeChangeHook = ({ data, originalDoc }) => {
  const given = 'channelSettings' in data ? data.channelSettings : originalDoc?.channelSettings
  if (given === undefined || given === null) return data
  if (!isRecord(given) || !Object.values(given).every(isRecord)) {
    throw new APIError(
      'The settings of a post on its channels are an object by the id of each channel: {"…": {"board": "…"}}.',
      400,
      { code: 'CHANNEL_SETTINGS_INVALID' },
    )
  }
  const chosen = 'channels' in data ? data.channels : originalDoc?.channels
  const known = new Set((Array.isArray(chosen) ? chosen : []).map((one) => String(idOf(one))))
  if (Object.keys(given).every((id) => known.has(id))) return data
  throw new APIError(
    'This post has settings for a channel that it does not go to. Remove them, or choose that channel.',
    400,
    { code: 'CHANNEL_SETTINGS_MISPLACED' },
  )
}
