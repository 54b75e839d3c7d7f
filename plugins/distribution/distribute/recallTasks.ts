import { type Actor, changeState } from '../model/changeState.ts'
import { closeTasks } from '../model/closeTask.ts'
import type { Db, ID } from '../model/database.ts'
import { type PlanPause, pausedUntil, tellPaused } from '../model/planPause.ts'
import type { DeliveryRow } from '../model/rows.ts'

type Args = {
  db: Db
  tenant: ID
  /** Those that wait for a person. Whoever calls has seen, under their locks, that nobody is at them. */
  deliveries: ID[]
  pause: PlanPause
  actor: Actor
}

/**
 * Takes back what people were asked to post for a plan that is paused: nobody is asked for it any more, and it is held;
 * when its plan goes on and it is due again, somebody is. Returns the rows as they are now.
 */
export const recallTasks = async (args: Args): Promise<DeliveryRow[]> => {
  const { db, tenant, deliveries, pause, actor } = args
  await closeTasks({ db, tenant, deliveries, outcome: 'cancelled' })
  return changeState({
    ...{ db, tenant, actor, reason: tellPaused(pause) },
    ids: deliveries,
    from: ['awaiting_human'],
    to: 'scheduled',
    set: { wakeAt: null, deadlineAt: pausedUntil },
  })
}
