import { schedule } from 'node-cron'
import type { Payload } from 'payload'
import { tellFault } from '../tellFault.ts'
import { tick } from './tick.ts'

/**
 * Ticks at once and then every minute. A tick that fails is logged and the next one does its work too.
 * `stop` waits for a tick that is under way.
 */
export const startClock = async (args: {
  payload: Payload
}): Promise<{ stop: () => Promise<void> }> => {
  const { payload } = args
  let underWay: Promise<void> | undefined
  const run = () => {
    underWay ??= tick({ payload })
      .then(
        ({ swept, woken }) => {
          if (swept + woken > 0) payload.logger.debug({ swept, woken }, 'tick')
        },
        (error) => {
          payload.logger.error(
            `The minute tick failed, and the next one does its work too: ${tellFault(error)}`,
          )
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
  }
}
