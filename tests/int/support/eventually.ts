import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again until `check` holds, at first soon, then every 50 ms; fails with what it saw last. */
export const eventually = async <T>(
  ask: () => Promise<T>,
  check: (seen: T) => boolean,
  timeoutMs = 20_000,
): Promise<T> => {
  const end = Date.now() + timeoutMs
  for (let pauseMs = 5; ; pauseMs = Math.min(50, pauseMs * 2)) {
    const seen = await ask()
    if (check(seen)) return seen
    if (Date.now() > end)
      throw new Error(`It did not come to pass; last seen: ${JSON.stringify(seen)}`)
    await sleep(pauseMs)
  }
}
