import { setImmediate } from 'node:timers/promises'
import type { Steps } from '../../plan/steps.ts'

/** So long everything else in the process waits for one that solves, ms. */
const turnMs = 10

/** Takes all steps, and lets whatever else waits in the process go first now and then. */
export const inTurns = async <Result>(steps: Steps<Result>): Promise<Result> => {
  for (let begun = performance.now(); ; ) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - begun < turnMs) continue
    await setImmediate()
    begun = performance.now()
  }
}
