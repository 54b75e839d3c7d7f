import type { Actor } from './changeState.ts'
import { type Db, type ID, sql } from './database.ts'
import type { EventType } from './eventTypes.ts'

/** Writes an event that is no change of a delivery's state, in the transaction of what it tells of. */
export const logEvent = async (args: {
  db: Db
  type: EventType
  tenant: ID
  actor: Actor
  delivery?: ID
  plan?: ID
  correlationId?: string
  data: Record<string, unknown>
}): Promise<void> => {
  const { db, actor } = args
  await db.execute(sql`
    insert into postyard_events
      (type, schema_version, occurred_at, tenant_id, actor_kind, actor_id, actor_name, correlation_id,
       delivery_id, plan_id, data, updated_at, created_at)
    values
      (${args.type}, 1, clock_timestamp(), ${args.tenant}, ${actor.kind},
       ${actor.id === undefined ? null : String(actor.id)}, ${actor.name},
       ${args.correlationId ?? String(args.plan ?? args.tenant)}, ${args.delivery ?? null}, ${args.plan ?? null},
       ${JSON.stringify(args.data)}::jsonb, clock_timestamp(), clock_timestamp())`)
}
