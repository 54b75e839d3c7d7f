import { notFound } from '../../errors.ts'
import type { ClaimSourceRow } from '../../model/claims.ts'
import { type Db, parseId, rows, sql } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import { requirePermission } from '../../security/standing.ts'

/** Every column. */
export const sourceColumns = sql.raw('id, tenant, name, sealed, old_until, created_at, last_at')

const told = (instant: Date | string | null): Date | null =>
  instant === null ? null : new Date(instant)

export const toSourceRow = (row: ClaimSourceRow): ClaimSourceRow => ({
  ...row,
  old_until: told(row.old_until),
  created_at: new Date(row.created_at),
  last_at: told(row.last_at),
})

/** A source by the id in its address. */
export const readSource = async (
  db: Db,
  id: string,
  { isLocked = false } = {},
): Promise<ClaimSourceRow | undefined> => {
  const [found] = await rows<ClaimSourceRow>(
    db,
    sql`
      select ${sourceColumns} from postyard_claim_sources
      where id = ${id} ${isLocked ? sql`for update` : sql``}`,
  )
  return found && toSourceRow(found)
}

/**
 * The source that an operation changes, held until its transaction ends.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const ownedSource = async (
  { payload, db, caller }: OperationContext,
  id: string,
): Promise<ClaimSourceRow> => {
  const source = await readSource(db, id, { isLocked: true })
  const tenant = parseId(payload, source?.tenant)
  if (!source || tenant === undefined) throw notFound('source of claims')
  requirePermission({ caller, tenant, permission: 'claims.manage', what: 'source of claims' })
  return source
}
