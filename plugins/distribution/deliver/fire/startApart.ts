import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Lets callers begin one after another, so far apart, in milliseconds, that what else the process has to do comes in
 * between: else a flood of one tenant would keep the others waiting.
 */
export const startApart = (apartMs: number): (() => Promise<void>) => {
  let next = 0
  return async () => {
    const now = performance.now()
    const at = Math.max(next, now)
    next = at + apartMs
    if (at > now) await sleep(at - now)
  }
}
