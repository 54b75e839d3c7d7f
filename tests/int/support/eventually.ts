import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again until `check` holds; fails with what it saw last. */
export const eventually = async <T>(
  ask: () => Promise<T>,
  check: (seen: T) => boolean,
  timeoutMs = 20_000,
): Promise<T> => {
  const end = Date.now() + timeoutMs
  for (;;) {
    const seen = await ask()
    if (check(seen)) return seen
    if (Date.now() > end)
      throw new Error(`It did not come to pass; last seen: ${JSON.stringify(seen)}`)
    await sleep(50)
  }
}
