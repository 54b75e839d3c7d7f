/** How quick a simulation is. */
export type Pace = {
  /** What lasts a minute for a client lasts so many ms here, so that an hour of waiting passes within a run. */
  minuteMs: number
  /** At most so many tasks fall due within a second. */
  perSecond: number
}

/** A client's times for posting by people, in its minutes. */
export const patience = { remind: 10, next: 20, manager: 40, answer: 100, lease: 15 }

/** A short run passes quicker: it has fewer people at once, and none of them waits for a push that comes again. */
export const paceOf = (tasks: number): Pace =>
  tasks < 200 ? { minuteMs: 200, perSecond: 8 } : { minuteMs: 1_500, perSecond: 5 }
