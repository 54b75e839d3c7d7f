import { nameChannel } from '../../channels/nameChannel.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import type { ChosenChannel } from '../useChannels.ts'

const consequence: Record<string, string> = {
  disabled: 'What goes there is held until it is switched on.',
  unauthorised: 'What goes there is held until it is connected again.',
  suspended: 'What goes there is held until it takes posts again.',
  limited: 'It takes posts, but fewer than usual.',
  removed: 'It is gone at its platform: choose another channel.',
}

/** Which of the chosen channels are not well, and what that means for this post. */
export const ChannelNotes = ({ channels }: { channels: ChosenChannel[] }) => {
  const unwell = channels.filter((one) => one.state !== 'active')
  if (unwell.length === 0) return null
  return (
    <ul className="postyard-distribute__notes">
      {unwell.map((one) => (
        <li key={one.id}>
          <strong>{nameChannel(one)}</strong> <StateMark state={one.state} />{' '}
          {[one.stateReason, consequence[one.state]].filter(Boolean).join(' ')}
        </li>
      ))}
    </ul>
  )
}
