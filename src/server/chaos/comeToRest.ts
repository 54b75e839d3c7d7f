import { setTimeout as sleep } from 'node:timers/promises'
import { letTimePass } from './letTimePass.ts'
import type { ShakenDatabase } from './openShaken.ts'
import { isIdle, readProgress } from './readProgress.ts'

type Args = {
  db: ShakenDatabase
  timeoutMs: number
  signal: AbortSignal
  /** Where time is let pass while nothing is to be done: from when on, and what ticks after it. */
  hurry?: {
    calmSince: Date
    tick: () => Promise<void>
    /** So long is waited after each step, ms: stand-ins that take their time must keep up. @default 500 */
    paceMs?: number
  }
}

/** Between two looks at first, and later on, ms: what ends at once is seen at once, and what takes long is not looked at in vain. */
const looks = { first: 20, longest: 500 }

/** So much time passes at once, ms: the tick's own period. */
const stepMs = 60_000

/**
 * Waits until every delivery has ended or is with a person; returns whether that came to pass before the time was over.
 */
export async function comeToRest({ db, timeoutMs, signal, hurry }: Args): Promise<boolean> {
  let lookMs = looks.first
  for (const end = Date.now() + timeoutMs; Date.now() < end; ) {
    const { moving } = await readProgress(db)
    if (moving === 0) return true
    if (hurry && (await isIdle(db))) {
      await letTimePass({ db, ms: stepMs, calmSince: hurry.calmSince })
      await hurry.tick()
      await sleep(hurry.paceMs ?? looks.longest, undefined, { signal })
      lookMs = looks.first
    } else {
      await sleep(lookMs, undefined, { signal })
      lookMs = Math.min(2 * lookMs, looks.longest)
    }
  }
  return false
}
