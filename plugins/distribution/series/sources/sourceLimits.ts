/** How much time the sources of a client have. */
export type SourceLimits = {
  /** So many are read at once. */
  atOnce: number
  /** For one source, and for all of them together, in ms. */
  sourceMs: number
  nightMs: number
}

/** Fifty feeds that hang hold the plan of a day up for two minutes, and no longer. */
export const usualLimits: SourceLimits = { atOnce: 4, sourceMs: 20_000, nightMs: 120_000 }

/**
 * What `read` brings, or undefined where that takes longer than `ms` or than `night`; its signal tells it to stop then.
 *
 * @throws what `read` throws in time
 */
export const within = async <Result>(
  { ms, night }: { ms: number; night?: AbortSignal },
  read: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> => {
  if (night?.aborted) return undefined
  const over = AbortSignal.any([AbortSignal.timeout(ms), ...(night ? [night] : [])])
  const late = Promise.withResolvers<undefined>()
  const stop = () => late.resolve(undefined)
  over.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([read(over), late.promise])
  } finally {
    over.removeEventListener('abort', stop)
  }
}

/** Does something with each, so many at once, in their order. */
export const withEach = async <One>(
  all: readonly One[],
  atOnce: number,
  work: (one: One) => Promise<void>,
): Promise<void> => {
  const left = all.values()
  const takeOn = async () => {
    for (const one of left) await work(one)
  }
  await Promise.all(Array.from({ length: atOnce }, takeOn))
}
