import type { RemoteState } from '../channels/adapter.ts'
import { postizChannel } from '../channels/postiz/index.ts'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import type { Loaded } from './loadDelivery.ts'
import { remoteCall } from './remoteCall.ts'

/** The pause between two looks, in milliseconds: from 1 s, growing, at most a minute. */
export const pauseMs = (checks: number): number => Math.min(1_000 * 1.5 ** checks, 60_000)

/** Asks Postiz what became of a delivery that was fired. */
export const look = (loaded: Loaded): Promise<RemoteState> => {
  const { row, connection, facts, db } = loaded
  const draftAt = row.draft_at
  if (!connection || !draftAt) throw new Error('A delivery without a draft cannot be looked for.')
  const call = () =>
    postizChannel.look({
      connection,
      channel: facts,
      draftAt,
      draftId: row.draft_id ?? undefined,
    })
  // Further looks of the same question leave no receipt each; what they find is on the row and in its events.
  return row.checks === 0 ? remoteCall({ db, row, action: 'look', call }) : call()
}

/** Keeps the state, counts the look and sets the next one. */
export const lookAgain = async (loaded: Loaded, now: Date, message?: string): Promise<void> => {
  const { db, row, payload } = loaded
  const wakeAt = after(now, pauseMs(row.checks))
  await db.execute(sql`
    update postyard_deliveries
    set checks = checks + 1, wake_at = ${wakeAt.toISOString()}, updated_at = clock_timestamp(),
        reason = coalesce(${message ?? null}, reason)
    where id = ${row.id} and tenant_id = ${row.tenant_id} and state::text = ${row.state} and fence = ${row.fence}`)
  await wakeSoon({ payload, now, ids: [row.id] })
}
