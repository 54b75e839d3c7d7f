import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { sql } from '../model/database.ts'

/**
 * The condition that an event's type is one of `types`, each a whole type or, with `*` at its end, all that begin so. No
 * types mean all.
 */
export const matchTypes = (column: SQL, types: readonly string[] | undefined): SQL => {
  if (!types || types.length === 0) return sql`true`
  const whole = types.filter((type) => !type.endsWith('*'))
  const beginnings = types.filter((type) => type.endsWith('*')).map((type) => type.slice(0, -1))
  return sql`(${column} = any(${sql.param(whole)})
    or exists (select 1 from unnest(${sql.param(beginnings)}::text[]) as beginning where starts_with(${column}, beginning)))`
}
