/** An event as everybody outside gets it, in one shape. Ids are text. */
export type Envelope = {
  id: string
  /** From the catalogue, such as `distribution.published`. */
  type: string
  /** Grows when a field of `data` changes its meaning or goes; new fields may come at any time. */
  schemaVersion: number
  /** An instant in UTC, with milliseconds. */
  occurredAt: string
  tenant: string
  /** Who caused it. */
  actor: { kind: string; id: string | null; name: string }
  /** The same for all that belongs together: a plan's id for all that becomes of it. */
  correlationId: string
  /** The event that led to it, where there is one. */
  causationId: string | null
  /** Grows from event to event; whole numbers as text, since they may outgrow what a number holds. */
  position: string
  delivery?: string
  plan?: string
  data: Record<string, unknown>
}

/** A row of `postyard_events` as `eventColumns` names it. */
export type EventRow = {
  id: string
  type: string
  schema_version: number
  occurred_at: string | Date
  tenant: string
  actor_kind: string
  actor_id: string | null
  actor_name: string
  correlation_id: string
  causation_id: string | null
  position: string
  delivery: string | null
  plan: string | null
  data: Record<string, unknown>
}

/** What an envelope is made of; `from postyard_events e` is expected. */
export const eventColumns = `
  e.id::text as id, e.type, e.schema_version::int as schema_version, e.occurred_at, e.tenant_id::text as tenant,
  e.actor_kind, e.actor_id, e.actor_name, e.correlation_id, e.causation_id, e.position::text as position,
  e.delivery_id::text as delivery, e.plan_id::text as plan, e.data`

export const toEnvelope = (row: EventRow): Envelope => ({
  id: row.id,
  type: row.type,
  schemaVersion: row.schema_version,
  occurredAt: new Date(row.occurred_at).toISOString(),
  tenant: row.tenant,
  actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
  correlationId: row.correlation_id,
  causationId: row.causation_id,
  position: row.position,
  ...(row.delivery === null ? {} : { delivery: row.delivery }),
  ...(row.plan === null ? {} : { plan: row.plan }),
  data: row.data,
})
