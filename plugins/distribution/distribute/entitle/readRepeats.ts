import { type Db, type ID, rows, sql } from '../../model/database.ts'

/**
 * The channels, as text, to which a post went already or is on its way. What failed, expired, was skipped or was cancelled
 * does not count. Whoever plans a post holds it meanwhile, so that no two plans take the one time that is permitted.
 */
export const readRepeats = async (args: {
  db: Db
  tenant: ID
  post: ID
  /** A delivery that is looked past, since it is the one that is asked about. */
  except?: ID
}): Promise<Set<string>> => {
  const { db, tenant, post, except } = args
  if (post === '') return new Set()
  const found = await rows<{ channel_id: ID }>(
    db,
    sql`
      select distinct channel_id from postyard_deliveries
      where post_id = ${post} and tenant_id = ${tenant}
        and state not in ('cancelled', 'failed', 'expired', 'skipped')
        ${except === undefined ? sql`` : sql`and id <> ${except}`}`,
  )
  return new Set(found.map((row) => String(row.channel_id)))
}
