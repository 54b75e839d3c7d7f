import type { RedriveAnswer } from '../../distribute/operations/redriveDeadLetters.ts'

type Args = {
  answer: Pick<RedriveAnswer, 'redriven' | 'refused' | 'deliveries'>
  now: Date
  /** A moment in words. */
  tellTime: (at: Date) => string
}

/** What trying again came to, in a sentence or two: "3 go out again, the last one at 14:31. 1 could not; see why below." */
export const tellRedriven = ({ answer, now, tellTime }: Args): string => {
  const { redriven, refused, deliveries } = answer
  const last = Math.max(
    ...deliveries.map(({ isRedriven, scheduledAt }) =>
      isRedriven && scheduledAt ? Date.parse(scheduledAt) : 0,
    ),
  )
  const isLater = last > now.getTime() + 5_000
  const goes =
    redriven === 1
      ? `1 goes out again${isLater ? ` at ${tellTime(new Date(last))}` : ' now'}.`
      : `${redriven} go out again, ${isLater ? `one after the other on each channel, the last one at ${tellTime(new Date(last))}` : 'now'}.`
  const stay = `${refused} could not; why is said below.`
  return [redriven > 0 ? goes : '', refused > 0 ? stay : ''].filter(Boolean).join(' ')
}
