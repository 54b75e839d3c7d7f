import { randomInt } from 'node:crypto'
import { sql } from '../model/database.ts'
import { fireAt } from '../model/deadlines.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { Loaded } from './loadDelivery.ts'

/** How many drafts of one channel may stand within one second, at least. */
const secondMs = 1_000

/**
 * The instant under which a draft is filed: just before the delivery's time, so that Postiz does not wait when it is
 * switched on, by a number of milliseconds that makes it the only one of its channel. A delivery that is late gets
 * one just before now, since newer versions of Postiz refuse a date that is a minute past.
 */
const chooseInstant = (row: DeliveryRow, now: Date, spreadMs: number): Date =>
  new Date(Math.max(fireAt(row).getTime(), now.getTime()) - 1 - randomInt(spreadMs))

/** Files the instant before the request is sent, so that a draft whose id never arrives can be found again. */
export const fileInstant = async (loaded: Loaded, now: Date): Promise<Date | undefined> => {
  const { db, row } = loaded
  for (let attempt = 1; ; attempt += 1) {
    const draftAt = chooseInstant(row, now, secondMs * attempt)
    try {
      const { rowCount } = await db.execute(sql`
        update postyard_deliveries
        set draft_state = 'staging', draft_at = ${draftAt.toISOString()}, draft_id = null
        where id = ${row.id} and tenant_id = ${row.tenant_id} and state::text = ${row.state} and fence = ${row.fence}
          and draft_state::text = ${row.draft_state}`)
      return rowCount === 1 ? draftAt : undefined
    } catch (error) {
      // Another draft of this channel has that millisecond.
      if (!isTaken(error) || attempt === 20) throw error
    }
  }
}

const isTaken = (error: unknown): boolean => {
  const { code } = (error instanceof Error && error.cause ? error.cause : error) as {
    code?: unknown
  }
  return code === '23505'
}

export const keepDraft = async (
  loaded: Loaded,
  staged: { draftId: string; draftAt: Date },
): Promise<boolean> => {
  const { db, row } = loaded
  const { rowCount } = await db.execute(sql`
    update postyard_deliveries
    set draft_state = 'staged', draft_id = ${staged.draftId}
    where id = ${row.id} and tenant_id = ${row.tenant_id} and fence = ${row.fence}
      and draft_state = 'staging' and draft_at = ${staged.draftAt.toISOString()}`)
  return rowCount === 1
}

/** How far a draft's instant may lie from the moment of its firing, in milliseconds: beyond it, Postiz would wait or refuse. */
const toleranceMs = 50_000

/** True where a draft that is filed under `draftAt` can be fired when the delivery is next due. */
export const fitsItsTime = (row: DeliveryRow, draftAt: Date, now: Date): boolean => {
  const firedAt = Math.max(fireAt(row).getTime(), now.getTime())
  return draftAt.getTime() <= firedAt && firedAt - draftAt.getTime() < toleranceMs
}
