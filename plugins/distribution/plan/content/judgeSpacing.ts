/** A call that brought a content to an account, or may have. Instants in ms since 1970, all by one clock. */
export type Effect = {
  channel: string
  delivery: string
  isNetwork: boolean
  /** How far its plan wants others to be. */
  gapMs: number
  beganAt: number
  /** Undefined while it is under way. */
  endedAt: number | undefined
}

/** A delivery that is about to go. */
export type Leaving = {
  channel: string
  delivery: string
  isNetwork: boolean
  gapMs: number
  /** When its call is made, if it may. */
  goesAt: number
}

/** Timers run down up to a millisecond early, and instants are cut to one. */
const marginMs = 10

/** What a call is given to end, in ms, so that whoever waits for it finds it over and is not turned away once more. */
export const roomFor = (gapMs: number): number => Math.min(Math.max(gapMs / 10, 150), 2_000)

/** When it may go for the sake of one other; undefined where that does not keep it. */
const earliestBeside = (leaving: Leaving, effect: Effect, now: number): number | undefined => {
  const { goesAt } = leaving
  const isApart = leaving.channel === effect.channel || !(leaving.isNetwork || effect.isNetwork)
  if (isApart) return undefined
  const gapMs = Math.max(leaving.gapMs, effect.gapMs)
  if (effect.endedAt === undefined) {
    // Nobody knows when it ends: this is a guess, and until then nothing goes, whenever it was to go.
    return Math.max(effect.beganAt + gapMs, now + gapMs, goesAt) + roomFor(gapMs)
  }
  const earliest = effect.endedAt + gapMs + marginMs
  return goesAt < earliest ? earliest : undefined
}

/**
 * What keeps a delivery from going, and when it may go at the earliest; undefined where nothing does. The same content is
 * never on two accounts within the gap, counted from the end of the one call to the beginning of the other; two ordinary
 * plans do not concern one another. A call that is under way keeps all others back.
 */
export const judgeSpacing = (args: {
  leaving: Leaving
  effects: readonly Effect[]
  now: number
}): { effect: Effect; earliest: number } | undefined => {
  const { leaving, effects, now } = args
  const [last] = effects
    .flatMap((effect) => {
      const earliest = earliestBeside(leaving, effect, now)
      return earliest === undefined ? [] : { effect, earliest }
    })
    .toSorted((a, b) => b.earliest - a.earliest)
  return last
}
