/** One post in the order of the plan: any instant of the span will do, as far as its neighbours leave it. */
export type Item = { place: number; from: number; to: number; isPeak: boolean }

/**
 * An order in which posts can go out at least `gap` apart. `atMost`, `peakAtMost`: no other places more, and none that places
 * all has more in peak hours; both proved.
 */
export type Placement = {
  items: Item[]
  inPeak: number
  atMost: number
  peakAtMost: number
  /** Accounts (numbers of places) that share so little time that some of them must be left out, and how many it holds. */
  crowd?: { places: number[]; holds: number }
}

export const countPeak = (items: readonly Item[]): number =>
  items.reduce((sum, { isPeak }) => sum + (isPeak ? 1 : 0), 0)
