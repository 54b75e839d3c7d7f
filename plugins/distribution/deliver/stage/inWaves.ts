import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Hands over what comes of many promises in few waves: all of it where all come within `patienceMs`, else what is there
 * by then, and so on. So what is slow holds nobody up for longer than that, and many cost few rounds.
 *
 * @throws what one of them throws
 */
export const inWaves = async function* <T>(
  promises: Promise<T>[],
  patienceMs: number,
): AsyncGenerator<T[]> {
  const ready: T[] = []
  let open = promises.length
  const all = Promise.all(
    promises.map(async (promise) => {
      ready.push(await promise)
      open -= 1
    }),
  )
  // Nobody may be listening at the moment at which one fails.
  all.catch(() => {})
  while (open > 0 || ready.length > 0) {
    const bell = new AbortController()
    const patience = sleep(patienceMs, undefined, { signal: bell.signal }).catch(() => {})
    await Promise.race([all, patience])
    bell.abort()
    const wave = ready.splice(0)
    if (wave.length > 0) yield wave
  }
}
