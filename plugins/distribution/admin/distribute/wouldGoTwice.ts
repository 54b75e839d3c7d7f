import type { DeliveryState } from '../../model/states.ts'

const endedWithoutIt: readonly DeliveryState[] = ['failed', 'expired', 'skipped', 'cancelled']

/** Whether a channel has the post by this delivery, or may still get it: another one would be a second time. */
export const wouldGoTwice = ({ state }: { state: DeliveryState }): boolean =>
  !endedWithoutIt.includes(state)
