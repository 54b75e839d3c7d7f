import { settledStates, unfiredStates } from '../../model/states.ts'
import type { Delivery } from './delivery.ts'

const unfired: readonly string[] = unfiredStates
const live: readonly string[] = ['published', 'dispatched']
const settled: readonly string[] = settledStates

const count = (deliveries: Pick<Delivery, 'state'>[], is: (state: string) => boolean): number =>
  deliveries.filter(({ state }) => is(state)).length

/**
 * What saving an edit of a post does to its deliveries: "Saving changes what 3 deliveries will say. 2 are live and keep
 * the old text." Empty where it does nothing to any.
 */
export const tellEdit = (deliveries: Pick<Delivery, 'state'>[]): string => {
  const changed = count(deliveries, (state) => unfired.includes(state))
  const isLive = count(deliveries, (state) => live.includes(state))
  const underWay = count(
    deliveries,
    (state) => !unfired.includes(state) && !settled.includes(state),
  )
  return [
    changed > 0
      ? `Saving changes what ${changed} ${changed === 1 ? 'delivery' : 'deliveries'} will say.`
      : '',
    isLive > 0
      ? `${isLive} ${isLive === 1 ? 'is live and keeps' : 'are live and keep'} the old text.`
      : '',
    underWay > 0
      ? `${underWay} ${underWay === 1 ? 'is on its' : 'are on their'} way with the old text.`
      : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}
