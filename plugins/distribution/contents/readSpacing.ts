import { type Db, type ID, rows, sql } from '../model/database.ts'
import { type Spacing, spacingOfDelivery } from './spacing.ts'

/** What deliveries of a tenant are kept apart by, by their ids as text; those that nothing keeps are left out. */
export const readSpacing = async (args: {
  db: Db
  tenant: ID
  deliveries: readonly ID[]
}): Promise<Map<string, Spacing>> => {
  const found = await rows<{ id: ID; spacing: Spacing | null }>(
    args.db,
    sql`
      select d.id, ${spacingOfDelivery} as spacing from postyard_deliveries d
      where d.id = any(${sql.param([...args.deliveries])}) and d.tenant_id = ${args.tenant}`,
  )
  return new Map(found.flatMap(({ id, spacing }) => (spacing ? [[String(id), spacing]] : [])))
}
