/** What people did, so that a run can be seen to have tried it. */
export type Doings = {
  skipped: number
  /** They found on the account that somebody had posted it before them. */
  foundPosted: number
  handedOver: number
  doubleTaps: number
  wentOffline: number
  undone: number
  lateToOpen: number
  leaseLost: number
  /** By managers: posted by themselves, given to somebody, left lying, waited for whoever had it open. */
  managerPosted: number
  managerGave: number
  managerLeft: number
  managerWaited: number
  managerDecided: number
}

export const noDoings = (): Doings => ({
  skipped: 0,
  foundPosted: 0,
  handedOver: 0,
  doubleTaps: 0,
  wentOffline: 0,
  undone: 0,
  lateToOpen: 0,
  leaseLost: 0,
  managerPosted: 0,
  managerGave: 0,
  managerLeft: 0,
  managerWaited: 0,
  managerDecided: 0,
})
