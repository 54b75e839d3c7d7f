import type { SimOutcome } from './runAgents.ts'

/** The outcome as one line: first what was promised, then what it was tried with. */
export function toJson(outcome: SimOutcome): string {
  const { tasks, settledShare, postedShare, doneByTwo, countedTwice, ...rest } = outcome
  const { evidence, ...more } = rest
  return JSON.stringify({
    ...{ tasks, settledShare, postedShare, doneByTwo, countedTwice },
    ...more,
    ...(evidence ? { evidence } : {}),
  })
}
