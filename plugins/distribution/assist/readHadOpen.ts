import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { TaskRow } from './taskRows.ts'

/** Somebody who had a task open, and since when. */
export type HadOpen = { id: string; name: string; at: string | Date }

/**
 * Who else had a task open and has neither answered nor let go of it since: they may have posted it, with a phone that has
 * no network to say so. Empty once it is answered.
 */
export const readHadOpen = async (args: {
  db: Db
  row: Pick<TaskRow, 'id' | 'tenant_id' | 'delivery_id' | 'outcome'>
  caller: ID
}): Promise<HadOpen[]> => {
  const { db, row, caller } = args
  if (row.outcome !== null && row.outcome !== 'expired') return []
  return rows<HadOpen>(
    db,
    sql`
      select last.actor_id as id, last.actor_name as name, last.occurred_at as at
      from (
        select distinct on (actor_id) actor_id, actor_name, type, occurred_at
        from postyard_events
        where delivery_id = ${row.delivery_id} and tenant_id = ${row.tenant_id}
          and data->>'task' = ${String(row.id)} and actor_id <> ${String(caller)}
          and type in ('distribution.task.opened', 'distribution.task.taken_over',
            'distribution.task.closed', 'distribution.task.handed_over', 'distribution.task.snoozed')
        order by actor_id, occurred_at desc
      ) last
      where last.type in ('distribution.task.opened', 'distribution.task.taken_over')
      order by last.occurred_at`,
  )
}
