import type { SubscriberAnswer } from '../../events/subscribers/subscriberAnswer.ts'

/** What stands at a subscriber: a state of its mark, and sentences that say how it is. */
export type Told = { state: string; word?: string; sentences: string[] }

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? one : `${count >= 10_000 ? 'over 10,000' : count} ${many}`

const waitingOf = ({ pending, behind }: SubscriberAnswer): string[] => {
  const waiting = pending + behind
  return waiting === 0 ? [] : [`${counted(waiting, 'One event waits', 'events wait')} to be sent.`]
}

const deadOf = ({ dead }: SubscriberAnswer): string[] =>
  dead === 0
    ? []
    : [
        `${counted(dead, 'One event was', 'events were')} refused 8 times, and ${dead === 1 ? 'is' : 'are'} not tried again by ${dead === 1 ? 'itself' : 'themselves'}.`,
      ]

const reasonOf = ({ reason }: SubscriberAnswer): string[] => (reason ? [reason] : [])

/** How a subscriber is, for people. */
export const tellSubscriber = (of: SubscriberAnswer): Told => {
  const rest = [...waitingOf(of), ...deadOf(of)]
  if (of.state === 'paused') {
    return {
      state: 'held',
      word: 'Paused',
      sentences: [...reasonOf(of), 'It goes on from where it stood when it is resumed.', ...rest],
    }
  }
  if (of.state === 'disabled') {
    return {
      state: 'failed',
      word: 'Switched off',
      sentences: [
        ...reasonOf(of),
        'Resume it when it is well again; it goes on from where it stood.',
        ...rest,
      ],
    }
  }
  if (of.leftAloneUntil !== null) {
    return { state: 'suspended', word: 'Left alone', sentences: [...reasonOf(of), ...rest] }
  }
  if (of.failingSince !== null) {
    return {
      state: 'retry',
      word: 'Failing',
      sentences: ['It has not taken the last events; they are tried again.', ...rest],
    }
  }
  return { state: 'active', sentences: rest }
}
