import { backoffMs } from './backoffMs.ts'

type Args = {
  slots: number
  /** Claims and runs one job. Calls `onClaimed` as soon as it has one. */
  runOne: (onClaimed: () => void) => Promise<'ran' | 'empty'>
  /** When to look again, ms since 1970, given when it was last looked. `undefined`: nothing is known to come. */
  findNextLook: (since: Date) => Promise<number | undefined>
  /** Told of an error that kept a slot from claiming. */
  onError: (error: unknown) => void
  /** How long to wait for nothing in particular, ms. */
  pollMs: () => number
  now: () => number
  random: () => number
}

export type Lane = {
  /** There is something to do for up to `count` slots. */
  wake: (count: number) => void
  /** What kept slots from claiming is over. */
  recover: () => void
  /** There will be something to do at this time, ms since 1970. */
  expect: (at: number) => void
  /** No further claim. Resolves when all slots are done. */
  stop: () => Promise<void>
}

/**
 * The slots of one queue. Each runs job after job, so that a slow one holds only its own. With nothing to do all sleep,
 * under one common alarm; whoever wakes and finds a job wakes the next before it begins.
 */
export const openLane = (args: Args): Lane => {
  const { slots, runOne, findNextLook, onError, pollMs, now, random } = args
  const sleeping: (() => void)[] = []
  let alarm: NodeJS.Timeout | undefined
  let alarmAt = Number.POSITIVE_INFINITY
  /** Rounds of failure in a row, however many slots fail in each. */
  let failures = 0
  let isResting = false
  let isStopped = false
  /** Grows with every call from outside: a slot that just looked in vain looks again if one came meanwhile. */
  let calls = 0

  const wakeSleeping = (count: number) => {
    for (const rise of sleeping.splice(0, count)) rise()
  }

  const setAlarm = (at: number) => {
    if (isStopped || at >= alarmAt) return
    clearTimeout(alarm)
    alarmAt = at
    alarm = setTimeout(ring, Math.max(0, at - now()))
  }

  const ring = () => {
    alarmAt = Number.POSITIVE_INFINITY
    isResting = false
    calls += 1
    wakeSleeping(1)
  }

  const noteFailure = (error: unknown) => {
    onError(error)
    if (isResting) return
    isResting = true
    failures += 1
    clearTimeout(alarm)
    alarmAt = Number.POSITIVE_INFINITY
    setAlarm(now() + backoffMs({ attempt: failures, leastMs: 250, mostMs: 10_000, random }))
  }

  let isPlanning = false
  /** One question for all slots that found nothing, asked of the last look. */
  const planNextLook = async (lookedAt: number) => {
    setAlarm(now() + pollMs() * (0.8 + 0.4 * random()))
    if (isPlanning) return
    isPlanning = true
    try {
      const at = await findNextLook(new Date(lookedAt))
      if (at !== undefined && !isResting) setAlarm(at)
    } catch (error) {
      noteFailure(error)
    } finally {
      isPlanning = false
    }
  }

  const runSlot = async () => {
    while (!isStopped) {
      const lookedAt = now()
      const callsBefore = calls
      try {
        const outcome = await runOne(() => wakeSleeping(1))
        failures = 0
        isResting = false
        if (outcome === 'ran') continue
        if (calls !== callsBefore) continue
      } catch (error) {
        noteFailure(error)
      }
      if (isStopped) return
      const woken = new Promise<void>((resolve) => sleeping.push(resolve))
      if (!isResting) await planNextLook(lookedAt)
      await woken
    }
  }

  const running = Array.from({ length: slots }, runSlot)

  return {
    wake: (count) => {
      calls += 1
      // After a failure only the alarm wakes: a flood of calls must not become a flood of failures.
      if (!isResting) wakeSleeping(count)
    },
    recover: () => {
      isResting = false
      calls += 1
      wakeSleeping(slots)
    },
    // Payload runs what was due before now, not what is due now.
    expect: (at) => {
      if (!isResting) setAlarm(at + 1)
    },
    stop: async () => {
      isStopped = true
      clearTimeout(alarm)
      wakeSleeping(sleeping.length)
      await Promise.all(running)
    },
  }
}
