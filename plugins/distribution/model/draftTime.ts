import { fireAt } from './deadlines.ts'
import type { DeliveryRow } from './rows.ts'

/**
 * How far a draft's instant may lie before the moment of its firing, in milliseconds: versions of Postiz after 2.23
 * refuse to switch on what is over a minute old, and the request takes its time.
 */
export const draftToleranceMs = 55_000

/** True where a draft that is filed under `draftAt` can be fired when the delivery is next due. */
export const fitsItsTime = (
  row: Pick<DeliveryRow, 'scheduled_at' | 'next_attempt_at'>,
  draftAt: Date,
  now: Date,
): boolean => {
  const firedAt = Math.max(fireAt(row).getTime(), now.getTime())
  // One that lies ahead would make Postiz wait.
  return draftAt.getTime() <= firedAt && firedAt - draftAt.getTime() < draftToleranceMs
}
