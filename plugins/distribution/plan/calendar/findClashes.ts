/** A delivery on the calendar: what is needed to see where two get in each other's way. */
export type Due = {
  id: string
  plan: string
  post: string
  channel: string
  /** When it is due, in ms. */
  at: number
}

/** `SAME_POST`: the channel gets the same post twice. `TOO_NEAR`: it gets two posts at about the same moment. */
export type Clash = { code: 'SAME_POST' | 'TOO_NEAR'; of: Due; with: Due }

const minute = 60_000

/** Two posts of one channel are too near in less than this, in ms. */
export const tooNearMs = 5 * minute

/** The same post twice on one channel within this is worth a look, in ms. */
export const samePostMs = 24 * 60 * minute

/**
 * Where deliveries of different plans get in each other's way on a channel; each pair is told of both. What will not go out,
 * or went and failed, is left out by the caller.
 */
export const findClashes = (all: readonly Due[]): Clash[] => {
  const clashes: Clash[] = []
  for (const own of Map.groupBy(all, ({ channel }) => channel).values()) {
    const sorted = own.toSorted((a, b) => a.at - b.at)
    for (const [index, one] of sorted.entries()) {
      for (let next = index + 1; next < sorted.length; next += 1) {
        const other = sorted[next] as Due
        const apart = other.at - one.at
        if (apart >= samePostMs) break
        if (other.plan === one.plan) continue
        const code =
          other.post === one.post ? 'SAME_POST' : apart < tooNearMs ? 'TOO_NEAR' : undefined
        if (code === undefined) continue
        clashes.push({ code, of: one, with: other }, { code, of: other, with: one })
      }
    }
  }
  return clashes
}
