/** What workers are told when there is something to do. */
export type Wake = {
  /** `null`: any queue. */
  queue: string | null
  /** When the first of the jobs falls due, ms since 1970; `null`: at once. */
  at: number | null
  count: number
}

export const formatWake = (wake: Wake): string => JSON.stringify(wake)

/** For where jobs of any queue may have become free: those of a key, say. */
export const wakeAnyQueue = formatWake({ queue: null, at: null, count: 1 })

/** Reads a message of `formatWake`. Anything else that is sent on the channel wakes every queue, which does no harm. */
export const parseWake = (message: string | undefined): Wake => {
  const anything: Wake = { queue: null, at: null, count: 1 }
  if (!message?.startsWith('{')) return anything
  try {
    const { queue, at, count } = JSON.parse(message) as Partial<Record<keyof Wake, unknown>>
    return {
      queue: typeof queue === 'string' ? queue : null,
      at: typeof at === 'number' ? at : null,
      count: typeof count === 'number' ? count : 1,
    }
  } catch {
    return anything
  }
}

/** The name under which the workers of one schema listen. Postgres takes up to 63 bytes. */
export const channelName = (schemaName: string | undefined): string =>
  Buffer.from(`durable_jobs_${schemaName ?? 'public'}`)
    .subarray(0, 63)
    .toString()

type GroupArgs = { jobs: { queue: string; dueAt: number }[]; now: number; horizonMs: number }

/**
 * One message for each queue that has jobs due within `horizonMs`. Later ones need none: an idle worker looks for its
 * next job more often than that, and then sets its own timer.
 */
export const groupWakes = ({ jobs, now, horizonMs }: GroupArgs): string[] => {
  const wakes = new Map<string, Wake>()
  for (const { queue, dueAt } of jobs) {
    if (dueAt > now + horizonMs) continue
    const known = wakes.get(queue)
    const at = dueAt <= now ? null : dueAt
    if (!known) wakes.set(queue, { queue, at, count: 1 })
    else {
      known.count += 1
      known.at = known.at === null || at === null ? null : Math.min(known.at, at)
    }
  }
  return [...wakes.values()].map(formatWake)
}
