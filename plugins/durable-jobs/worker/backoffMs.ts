type Args = {
  /** 1 after the first failure. */
  attempt: number
  leastMs: number
  mostMs: number
  /** From 0 to 1. */
  random: () => number
}

/** How long to wait before the next attempt: doubling, and scattered over its upper half so that many do not knock at once. */
export const backoffMs = ({ attempt, leastMs, mostMs, random }: Args): number =>
  Math.min(mostMs, leastMs * 2 ** Math.min(attempt - 1, 20)) * (0.5 + 0.5 * random())
