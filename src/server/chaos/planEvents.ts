/** In what ways a whole organisation of Postiz fails for some seconds. */
export const outageKinds = ['500', 'hang', 'reset-before', 'reset-after', 'slow', '429'] as const

export type RestartMode = 'fast' | 'immediate'

/** Something that goes wrong, so many ms after the beginning. Shares in [0, 1) choose among what is there then. */
export type ChaosEvent = { atMs: number } & (
  | { kind: 'kill'; share: number }
  | { kind: 'restart'; mode: RestartMode }
  | { kind: 'cut'; shares: number[] }
  | { kind: 'outage'; organisation: number; fault: (typeof outageKinds)[number]; forMs: number }
)

type Args = {
  random: () => number
  /** How long things go wrong at least; Postgres restarts within this time. */
  ms: number
  /** How long things go wrong at most. */
  mostMs: number
  organisations: number
}

/**
 * What goes wrong, and when: a worker is killed about every 2 s, Postgres restarts twice (once without asking its
 * clients' leave), connections are cut, and organisations of Postiz fail for some seconds. The same random numbers give
 * the same plan.
 */
export function planEvents({ random, ms, mostMs, organisations }: Args): ChaosEvent[] {
  const every = <Event extends ChaosEvent>(
    shortestMs: number,
    longestMs: number,
    make: (atMs: number) => Event,
  ): Event[] => {
    const events: Event[] = []
    for (let atMs = 0; ; ) {
      atMs += Math.round(shortestMs + random() * (longestMs - shortestMs))
      if (atMs >= mostMs) return events
      events.push(make(atMs))
    }
  }
  const one = (count: number) => Math.floor(random() * count)

  const kills = every(1_000, 3_000, (atMs) => ({ atMs, kind: 'kill' as const, share: random() }))
  const cuts = every(500, 3_000, (atMs) => ({
    atMs,
    kind: 'cut' as const,
    shares: Array.from({ length: 1 + one(4) }, () => random()),
  }))
  const outages = every(4_000, 9_000, (atMs) => ({
    atMs,
    kind: 'outage' as const,
    organisation: one(organisations),
    fault: outageKinds[one(outageKinds.length)]!,
    forMs: 1_000 + one(2_500),
  }))
  const modes: RestartMode[] = random() < 0.5 ? ['fast', 'immediate'] : ['immediate', 'fast']
  const restarts = modes.map((mode, index) => ({
    atMs: Math.round(ms * (0.2 + 0.4 * index + 0.2 * random())),
    kind: 'restart' as const,
    mode,
  }))
  return [...kills, ...cuts, ...outages, ...restarts].sort((a, b) => a.atMs - b.atMs)
}
