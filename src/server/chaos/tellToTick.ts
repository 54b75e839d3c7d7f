import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Lets the house tick once, and waits until it has. A tick that fails is made up for by the next one. */
export async function tellToTick(house: ChildProcess): Promise<void> {
  const ticked = once(house, 'message', { signal: AbortSignal.timeout(60_000) })
  house.send('tick')
  await ticked
}
