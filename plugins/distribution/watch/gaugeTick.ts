import { Gauge, type Registry } from 'prom-client'
import type { Clock } from '../dispatch/clock.ts'

/** Adds the steps that failed in the last tick of this process to `register`, as `postyard_tick_failing`; none where all went well. */
export const gaugeTick = ({
  clock,
  register,
}: {
  clock: Pick<Clock, 'failing'>
  register: Registry
}): void => {
  new Gauge({
    name: 'postyard_tick_failing',
    help: 'Steps of the minute tick that failed the last time.',
    labelNames: ['step'],
    registers: [register],
    collect() {
      this.reset()
      for (const step of clock.failing()) this.set({ step }, 1)
    },
  })
}
