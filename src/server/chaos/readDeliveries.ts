import type { KeptDelivery } from './judgeDeliveries.ts'
import type { ShakenDatabase } from './openShaken.ts'

/** All deliveries as our own tables have them. */
export const readDeliveries = (db: ShakenDatabase): Promise<KeptDelivery[]> =>
  db.read<KeptDelivery>(
    `select d.id, c.integration_id as integration, p.title as mark, d.state::text as state,
            d.reason_code as "reasonCode", d.reason
       from postyard_deliveries d
       join postyard_channels c on c.id = d.channel_id
       join postyard_plans p on p.id = d.plan_id`,
  )

/** All that is known of some deliveries: their rows, receipts and events, in the order of time. */
export async function readStories(db: ShakenDatabase, ids: string[]): Promise<unknown[]> {
  const rows = await db.read<{ story: unknown }>(
    `select jsonb_build_object(
       'delivery', to_jsonb(d),
       'receipts', (select jsonb_agg(to_jsonb(r) order by r.opened_at)
                      from postyard_receipts r where r.delivery_id = d.id),
       'events', (select jsonb_agg(jsonb_build_object('at', e.occurred_at, 'type', e.type, 'data', e.data)
                                   order by e.occurred_at)
                    from postyard_events e where e.delivery_id = d.id),
       'jobs', (select jsonb_agg(to_jsonb(j) order by j.created_at)
                  from payload_jobs j where j.input->>'delivery' = d.id::text)
     ) as story
     from postyard_deliveries d where d.id::text = any($1)`,
    [ids],
  )
  return rows.map(({ story }) => story)
}
