import { schedule } from 'node-cron'
import type { Payload } from 'payload'
import { tellFault } from '../tellFault.ts'
import { type StepFault, StepsError } from './inSteps.ts'
import { tick } from './tick.ts'

export type Clock = {
  /** Waits for a tick that is under way. */
  stop: () => Promise<void>
  /** The steps that failed in the last tick; `tick` where it could not begin. */
  failing: () => readonly string[]
}

const faultsOf = (error: unknown): readonly StepFault[] =>
  error instanceof StepsError ? error.faults : [{ step: 'tick', error }]

/** Ticks at once and then every minute. What fails of a tick is logged, and the next one does it too. */
export const startClock = async (args: { payload: Payload }): Promise<Clock> => {
  const { payload } = args
  let underWay: Promise<void> | undefined
  let failing: readonly string[] = []
  const run = () => {
    underWay ??= tick({ payload })
      .then(
        ({ swept, woken }) => {
          failing = []
          if (swept + woken > 0) payload.logger.debug({ swept, woken }, 'tick')
        },
        (error) => {
          const faults = faultsOf(error)
          failing = faults.map(({ step }) => step)
          for (const { step, error: cause } of faults) {
            payload.logger.error(
              `The minute tick failed at ${step}, and the next one does its work too: ${tellFault(cause)}`,
            )
          }
        },
      )
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }
  await run()
  const task = schedule('* * * * *', run)
  return {
    stop: async () => {
      await task.destroy()
      await underWay
    },
    failing: () => failing,
  }
}
