import type { DeliveryPatch } from '../model/changeState.ts'
import { after, patience } from '../model/deadlines.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { Turn } from './turn.ts'

/**
 * What a delivery is given that a person sends out again: it is due now or at its turn, its attempts count anew, and no
 * wish of its earlier life holds it. What was staged belongs to the life that ended, and is got out of the way first.
 *
 * @param turn where it has to wait for its turn: when that is, and when it is looked at for it
 */
export const newLife = (
  row: DeliveryRow,
  now: Date,
  turn: Turn = { at: now, wakeAt: now },
): DeliveryPatch => ({
  scheduledAt: turn.at,
  nextAttemptAt: null,
  wakeAt: turn.wakeAt,
  deadlineAt: after(turn.at, patience.held),
  attempt: 0,
  checks: 0,
  cancelRequestedAt: null,
  draftState: row.draft_state === 'staged' ? 'dirty' : row.draft_state,
})
