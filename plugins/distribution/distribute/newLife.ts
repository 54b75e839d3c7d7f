import type { DeliveryPatch } from '../model/changeState.ts'
import { after, patience } from '../model/deadlines.ts'
import type { DeliveryRow } from '../model/rows.ts'

/**
 * What a delivery is given that a person sends out again: it is due now, its attempts count anew, and no wish of its
 * earlier life holds it. What was staged belongs to the life that ended, and is got out of the way first.
 */
export const newLife = (row: DeliveryRow, now: Date): DeliveryPatch => ({
  scheduledAt: now,
  nextAttemptAt: null,
  wakeAt: now,
  deadlineAt: after(now, patience.held),
  attempt: 0,
  checks: 0,
  cancelRequestedAt: null,
  draftState: row.draft_state === 'staged' ? 'dirty' : row.draft_state,
})
