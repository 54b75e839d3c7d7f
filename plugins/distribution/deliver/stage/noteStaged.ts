import { type Db, type ID, sql } from '../../model/database.ts'
import { after, fireAt, patience } from '../../model/deadlines.ts'
import { budgetSpentCode, notPrepared } from '../../model/reasons.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import { type StagingResult, stagedElsewhere } from './staged.ts'

/** What was staged ahead of its time, or was not. */
export type StagedAhead = { row: DeliveryRow; result: StagingResult }

/** How long a failure that may pass is given before it is tried again, in milliseconds. */
const soonMs = 60_000

const waitOf = (result: Extract<StagingResult, { kind: 'retry' }>): number =>
  result.isUnsure ? patience.lateRequest : Math.max(soonMs, result.retryAfterMs ?? 0)

type Note = {
  id: string
  fence: number
  due: Date
  wake_at: Date
  reason_code?: string
  reason?: string
  /** Certainly nothing was made, so there is nothing to be looked for. */
  is_nothing: boolean
}

const noteOf = ({ row, result }: StagedAhead, now: Date): Note => {
  const due = fireAt(row)
  const note = { id: String(row.id), fence: row.fence, due, wake_at: due, is_nothing: false }
  // Whoever has it now says how it goes on.
  if (result === stagedElsewhere) return note
  if (result.kind === 'failed') {
    const reason = `Could not be prepared at Postiz; it is tried once more when it is due: ${result.message}`
    return { ...note, reason_code: notPrepared.untilDue, reason, is_nothing: true }
  }
  if (result.kind === 'retry') {
    const again = after(now, waitOf(result))
    const when = again < due ? 'soon' : 'when it is due'
    const reason = `Could not be prepared at Postiz yet; it is tried again ${when}: ${result.message}`
    const wakeAt = new Date(Math.min(again.getTime(), due.getTime()))
    const isNothing = !result.isUnsure
    // Nothing is wrong with it: it waits for the next hour, or for its own time, whichever comes first.
    if (result.code === budgetSpentCode) return { ...note, wake_at: wakeAt, is_nothing: isNothing }
    return {
      ...note,
      wake_at: wakeAt,
      reason_code: notPrepared.forNow,
      reason,
      is_nothing: isNothing,
    }
  }
  return note
}

/**
 * Lets go of deliveries of one tenant that were taken for staging ahead of their time, and writes on those that could not be
 * staged why not, and when that is tried again. They lose nothing by it: only when they are due does a failure count.
 */
export const noteStaged = async (args: {
  db: Db
  tenant: ID
  staged: StagedAhead[]
  now: Date
}): Promise<void> => {
  const { db, tenant, staged, now } = args
  if (staged.length === 0) return
  const given = staged.map((one) => noteOf(one, now))
  await db.execute(sql`
    update postyard_deliveries d
    set lease_until = null,
        -- One that was given another time or other words meanwhile has its own moment to wake.
        wake_at = case
          when d.draft_state = 'dirty' or coalesce(d.next_attempt_at, d.scheduled_at) <> note.due then d.wake_at
          else note.wake_at end,
        draft_state = case when note.is_nothing and d.draft_state = 'staging' then 'none' else d.draft_state end,
        -- A delivery that catches up is told apart by its reason.
        reason_code = case when d.reason_code = 'CATCHING_UP' then d.reason_code
          else coalesce(note.reason_code, d.reason_code) end,
        reason = case when d.reason_code = 'CATCHING_UP' then d.reason
          else coalesce(note.reason, d.reason) end,
        updated_at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as note(id text, fence numeric, due timestamptz, wake_at timestamptz, reason_code text, reason text,
        is_nothing boolean)
    where d.id = any(${sql.param(staged.map(({ row }) => row.id))}) and d.id::text = note.id
      and d.tenant_id = ${tenant} and d.fence = note.fence and d.state = 'scheduled'`)
}
