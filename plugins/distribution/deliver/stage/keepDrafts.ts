import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { notPrepared, reasons } from '../../model/reasons.ts'
import type { DeliveryRow } from '../../model/rows.ts'

/** A draft that was made or found, filed under `draftAt`. */
export type KeptDraft = { row: DeliveryRow; draftId: string; draftAt: Date }

/** Whoever lost its delivery has left drafts that nobody owns: they are looked for soon. */
const sweepSoon = (db: Db, tenant: ID, instants: Date[]) =>
  db.execute(sql`
    update postyard_stagings
    set sweep_at = least(sweep_at, clock_timestamp())
    where tenant = ${String(tenant)}
      and draft_at = any(${sql.param(instants.map((at) => at.toISOString()))}::timestamptz[])`)

/**
 * Writes the ids of drafts on the deliveries of a tenant that filed them, where these still do.
 * Returns their ids as text; what is missing was moved, cancelled or filed anew meanwhile.
 */
export const keepDrafts = async (args: {
  db: Db
  tenant: ID
  drafts: KeptDraft[]
}): Promise<Set<string>> => {
  const { db, tenant, drafts } = args
  if (drafts.length === 0) return new Set()
  const given = drafts.map(({ row, draftId, draftAt }) => ({
    id: String(row.id),
    fence: row.fence,
    draft_id: draftId,
    draft_at: draftAt,
  }))
  const isLate = sql`d.reason_code = any(${sql.param(Object.values(notPrepared))})`
  const kept = await rows<{ id: ID }>(
    db,
    sql`
      update postyard_deliveries d
      set draft_state = 'staged', draft_id = given.draft_id,
          reason_code = case when ${isLate} then ${reasons.scheduled.code} else d.reason_code end,
          reason = case when ${isLate} then ${reasons.scheduled.message} else d.reason end
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given(id text, fence numeric, draft_id text, draft_at timestamptz)
      where d.id = any(${sql.param(drafts.map(({ row }) => row.id))}) and d.id::text = given.id
        and d.tenant_id = ${tenant} and d.fence = given.fence
        and d.draft_state = 'staging' and d.draft_at = given.draft_at
        and d.state in ('scheduled', 'publishing')
      returning d.id`,
  )
  const ids = new Set(kept.map(({ id }) => String(id)))
  const lost = drafts.filter(({ row }) => !ids.has(String(row.id)))
  const instants = lost.map(({ draftAt }) => draftAt)
  if (lost.length > 0) await sweepSoon(db, tenant, instants)
  return ids
}
