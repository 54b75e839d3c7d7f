/** No more than so many posts in any so many hours. */
export type Cap = { posts: number; hours: number }

export type CapVerdict<Rule extends Cap = Cap> = {
  cap: Rule
  /** How many count in the time before. */
  used: number
  /** When there is room again. */
  nextAt: Date
}

const hour = 60 * 60_000

/** Those of `taken` (epoch ms, ascending) that count for a post at `at`. */
const within = (taken: readonly number[], { hours }: Cap, at: number): number[] =>
  taken.filter((one) => one > at - hours * hour && one <= at)

/** How many posts count against a cap for a post at `at`. */
export const countWithin = (args: { cap: Cap; taken: readonly Date[]; at: Date }): number =>
  within(
    args.taken.map((one) => one.getTime()),
    args.cap,
    args.at.getTime(),
  ).length

/** The first instant, not before `at`, at which the cap has room beside all that is taken. */
const findRoom = (taken: readonly number[], cap: Cap, at: number): number => {
  const counted = within(taken, cap, at)
  const blocking = counted[counted.length - cap.posts]
  return blocking === undefined ? at : findRoom(taken, cap, blocking + cap.hours * hour)
}

/**
 * Whether a post at `at` is too much, given those before it: the cap that has room last, and when; undefined where all
 * have room.
 */
export const judgeCap = <Rule extends Cap>(args: {
  caps: readonly Rule[]
  /** The instants of all other posts of the channel, as far as they are known. */
  taken: readonly Date[]
  at: Date
}): CapVerdict<Rule> | undefined => {
  const taken = args.taken.map((one) => one.getTime()).toSorted((a, b) => a - b)
  const at = args.at.getTime()
  const full = args.caps.flatMap((cap) => {
    const used = within(taken, cap, at).length
    return used < cap.posts ? [] : { cap, used, nextAt: new Date(findRoom(taken, cap, at)) }
  })
  return full.toSorted((a, b) => b.nextAt.getTime() - a.nextAt.getTime())[0]
}

/**
 * The first later post that a post at `at` pushes over a cap: it fitted before, and would have to wait; undefined where
 * there is none.
 */
export const findPushed = <Rule extends Cap>(args: {
  caps: readonly Rule[]
  taken: readonly Date[]
  at: Date
}): { cap: Rule; at: Date } | undefined => {
  const { caps, at } = args
  const taken = args.taken.map((one) => one.getTime()).toSorted((a, b) => a - b)
  const later = taken.filter((one) => one > at.getTime())
  for (const one of later) {
    const cap = caps.find(
      (cap) =>
        one - at.getTime() < cap.hours * hour && within(taken, cap, one).length === cap.posts,
    )
    if (cap) return { cap, at: new Date(one) }
  }
  return undefined
}

const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`

/** A cap as people say it: "25 posts in 24 hours", "200 posts in 15 minutes". */
export const nameCap = ({ posts, hours }: Cap): string =>
  `${count(posts, 'post')} in ${hours < 1 ? count(Math.round(hours * 60), 'minute') : count(hours, 'hour')}`
