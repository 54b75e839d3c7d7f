import { type Db, type ID, rows, sql } from '../../model/database.ts'

/** Those of some channels to which items can fly: the client's own that were not removed. */
export const readLive = async (
  db: Db,
  { tenant, channels }: { tenant: ID; channels: readonly ID[] },
): Promise<ID[]> => {
  const found = await rows<{ id: ID }>(
    db,
    sql`
      select id from postyard_channels
      where tenant_id = ${tenant} and state <> 'removed' and id::text = any(${sql.param(channels.map(String))})`,
  )
  return found.map(({ id }) => id)
}
