import type { DeliveryPatch } from '../../model/changeState.ts'
import { after } from '../../model/deadlines.ts'
import type { DeliveryRow } from '../../model/rows.ts'

const minute = 60_000

/** How long after the last part should be out it is looked at, and looked at once more, in milliseconds. */
export const partsLooksMs = [2 * minute, 30 * minute] as const

/**
 * Postiz calls a post published before its comments are written, and changes its mind where one of them fails. So what
 * has further parts is looked at once more when they should be out; nothing is set on what has none.
 */
export const firstPartsLook = (
  { parts_minutes: minutes }: Pick<DeliveryRow, 'parts_minutes'>,
  now: Date,
): Pick<DeliveryPatch, 'checks' | 'wakeAt'> =>
  minutes === null ? {} : { checks: 0, wakeAt: after(now, minutes * minute + partsLooksMs[0]) }
