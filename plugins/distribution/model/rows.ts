import type { ID } from './database.ts'
import type { DeliveryState } from './states.ts'
import type { Variation } from './variation.ts'

/** A row of `postyard_deliveries` as our own statements read it. All instants are UTC. */
export type DeliveryRow = {
  id: ID
  tenant_id: ID
  plan_id: ID
  post_id: ID
  channel_id: ID
  rendition_id: ID | null
  kind: string
  state: DeliveryState
  reason_code: string | null
  reason: string | null
  /** When it is meant to go out. */
  scheduled_at: Date
  /** When the next attempt may go out; null before the first failure. */
  next_attempt_at: Date | null
  /** When the next job for it is wanted. */
  wake_at: Date | null
  /** When the present state ends for being too long in it. */
  deadline_at: Date | null
  attempt: number
  /** Grows with each claim; a write that carries an older one is refused. */
  fence: number
  lease_until: Date | null
  draft_state: 'none' | 'staging' | 'staged' | 'dirty'
  draft_at: Date | null
  draft_id: string | null
  external_id: string | null
  external_url: string | null
  executed_at: Date | null
  cancel_requested_at: Date | null
  /** The time of which the database has lost what happened; null where nothing is in doubt. */
  doubtful_since: Date | null
  doubtful_until: Date | null
  checks: number
  /** When its pictures and videos count as late; null where it does not wait, or that was said already. */
  media_late_at: Date | null
  /** The renditions without which it goes out, since they were not ready in time. */
  left_out: string[] | null
  /** Which version of its plan's content it says. */
  content_version: number
  /** For how long after the post its further parts go out, in minutes; null where none follows it. */
  parts_minutes: number | null
  /** What it goes out under; null where it needs none. */
  entitlement_id: ID | null
  /** What it says otherwise than its plan; null where it says the same. */
  variation: Variation | null
}

/** Every column, with numerics as numbers; `from postyard_deliveries d` is expected. */
export const deliveryColumns = `
  d.id, d.tenant_id, d.plan_id, d.post_id, d.channel_id, d.rendition_id, d.kind, d.state,
  d.reason_code, d.reason, d.scheduled_at, d.next_attempt_at, d.wake_at, d.deadline_at,
  d.attempt::int as attempt, d.fence::int as fence, d.lease_until,
  d.draft_state, d.draft_at, d.draft_id, d.external_id, d.external_url, d.executed_at,
  d.cancel_requested_at, d.doubtful_since, d.doubtful_until, d.checks::int as checks,
  d.media_late_at, d.left_out,
  d.content_version::int as content_version, d.parts_minutes::int as parts_minutes,
  d.entitlement_id, d.variation`

const instants = [
  'scheduled_at',
  'next_attempt_at',
  'wake_at',
  'deadline_at',
  'lease_until',
  'draft_at',
  'executed_at',
  'cancel_requested_at',
  'doubtful_since',
  'doubtful_until',
  'media_late_at',
] as const

/** The driver may hand instants over as text; here they become dates once. */
export const toDeliveryRow = (raw: Record<string, unknown>): DeliveryRow => {
  const row = { ...raw }
  for (const name of instants) {
    const value = row[name]
    if (typeof value === 'string') row[name] = new Date(value)
  }
  return row as DeliveryRow
}
