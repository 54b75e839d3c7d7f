import { type Db, type ID, rows, sql } from '../model/database.ts'

type Args = {
  db: Db
  tenant: ID
  /** What the job names. */
  ids: ID[]
  now: Date
  most: number
}

/**
 * What else of this tenant is due for a person, longest due first. Pushes take their turns, so a job that has its turn
 * takes along what waits for one: a flood is told in as many pushes, and not in as many turns.
 */
export const readDueBeside = async ({ db, tenant, ids, now, most }: Args): Promise<ID[]> => {
  const due = await rows<{ id: ID }>(
    db,
    sql`
      select id from postyard_deliveries
      where tenant_id = ${tenant} and state = 'queued' and kind = 'manual'
        and scheduled_at <= ${now.toISOString()}
      order by scheduled_at, id limit ${most + ids.length}`,
  )
  const named = new Set(ids.map(String))
  return due.flatMap(({ id }) => (named.has(String(id)) ? [] : id)).slice(0, most)
}
