import { after, later } from '../model/deadlines.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { OperationContext } from '../operation.ts'

/** When a delivery goes out again, and when it is looked at for that. */
export type Turn = { at: Date; wakeAt: Date }

/** The turn of a delivery at an instant: what is staged is looked at so much before. */
export const turnAt = (
  { now, settings }: Pick<OperationContext, 'now' | 'settings'>,
  { kind }: Pick<DeliveryRow, 'kind'>,
  at: Date,
): Turn => {
  const leadMs = kind === 'postiz' ? settings.stageLeadMinutes * 60_000 : 0
  return { at, wakeAt: later(after(at, -leadMs), now) }
}
