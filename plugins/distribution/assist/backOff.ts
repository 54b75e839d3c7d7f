/** How often a push is tried before it counts as one that does not arrive. */
export const mostTries = 5

const firstMs = 60_000

type Args = {
  /** How often it was tried, from 1 on. */
  attempt: number
  /** What Google asked for. */
  retryAfterMs?: number
  /** From 0 up to 1. */
  random: () => number
}

/**
 * How long to wait until a push is tried again, in milliseconds: a minute, then twice as long each time, a quarter more
 * or less so that not all come back at once; never shorter than what Google asked for.
 */
export const backOff = ({ attempt, retryAfterMs = 0, random }: Args): number => {
  const own = firstMs * 2 ** (attempt - 1) * (0.75 + random() / 2)
  return Math.max(own, retryAfterMs * (1 + random() / 10))
}
