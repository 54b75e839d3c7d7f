import { setTimeout as sleep } from 'node:timers/promises'

type Args<Value> = {
  what: string
  /** Asked again until it gives something true. */
  check: () => Promise<Value> | Value
  withinMs?: number
}

/** Waits until something holds. Throws with its name when it does not come true in time. */
export const waitFor = async <Value>({
  what,
  check,
  withinMs = 15_000,
}: Args<Value>): Promise<NonNullable<Value>> => {
  const until = Date.now() + withinMs
  for (;;) {
    const value = await check()
    if (value) return value
    if (Date.now() > until) throw new Error(`waited ${withinMs} ms in vain for: ${what}`)
    await sleep(20)
  }
}
