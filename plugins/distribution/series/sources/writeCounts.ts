import { type Db, type ID, sql } from '../../model/database.ts'
import { readFacts } from '../watchman/readFacts.ts'

/** Writes onto the series of a tenant, or onto one of them, how many items each has, and how many can still fly. */
export const writeCounts = async (args: {
  db: Db
  tenant: ID
  day: string
  timezone: string
  only?: ID | undefined
}): Promise<void> => {
  const { db, tenant } = args
  const facts = await readFacts(args)
  const given = facts.map(({ id, count, remaining }) => ({ id, count, remaining }))
  await db.execute(sql`
    update postyard_series s
    set count = q.count, remaining = q.remaining
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as q(id text, count int, remaining int)
    where s.id::text = q.id and s.tenant_id = ${tenant}
      and (s.count, s.remaining) is distinct from (q.count, q.remaining)`)
}
