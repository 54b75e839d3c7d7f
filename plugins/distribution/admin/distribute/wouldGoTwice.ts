import { type DeliveryState, endedWithoutIt } from '../../model/states.ts'

/** Whether a channel has the post by this delivery, or may still get it: another one would be a second time. */
export const wouldGoTwice = ({ state }: { state: DeliveryState }): boolean =>
  !(endedWithoutIt as readonly DeliveryState[]).includes(state)
