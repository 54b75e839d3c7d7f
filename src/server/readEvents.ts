import type pg from 'pg'

/** A change of one delivery, as the terminal tells it. `lateMs`: from its due time to its firing. */
export type EventRow = {
  id: string
  occurredAt: Date
  tenant: string
  channel: string
  state: string
  reason: string | null
  lateMs: number | null
}

/** The changes of deliveries that were written after `after`, the oldest first. */
export async function readEvents({ db, after }: { db: pg.Pool; after: Date }): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(
    `select e.id::text as id, e.occurred_at as "occurredAt", t.name as tenant, c.name as channel,
            e.data->>'to' as state, e.data->>'reason' as reason,
            case when e.data->>'to' in ('published', 'dispatched')
              then extract(epoch from coalesce(d.executed_at, e.occurred_at) - d.scheduled_at)::float * 1000
            end as "lateMs"
       from postyard_events e
       join postyard_deliveries d on d.id = e.delivery_id
       join postyard_channels c on c.id = d.channel_id
       join tenants t on t.id = e.tenant_id
      where e.created_at > $1 and e.type like 'distribution.delivery.%'
      order by e.created_at, e.id
      limit 5000`,
    [after],
  )
  return rows
}
