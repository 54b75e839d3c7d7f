import type { Reason } from './changeState.ts'
import type { Channel } from './channel.ts'

/** What a channel says that is disabled. */
export const switchedOff =
  'It is switched off in Postiz. Switch it on there; Postyard notices by itself.'

/** Why a delivery is held whose channel is not well. Its code begins with `CHANNEL_`, by which `wakeHeld` finds it. */
export const channelReason = (
  channel: Pick<Channel, 'name' | 'state' | 'stateReason'>,
): Reason => ({
  code: `CHANNEL_${channel.state.toUpperCase()}`,
  message: `${channel.name} is ${channel.state}${
    channel.stateReason ? `: ${channel.stateReason}` : '.'
  } It goes out by itself when the channel is well again.`,
})
