import { type Db, rows, sql } from '../model/database.ts'
import { partsOfReceipt, type ReceiptParts, withoutEmpty } from './receiptParts.ts'

/** Receipts of a tenant as its chain sees them, in the order in which they were closed. What is not there is left out. */
export const readParts = async (args: {
  db: Db
  tenant: string
  ids: string[]
}): Promise<ReceiptParts[]> => {
  const { db, tenant, ids } = args
  if (ids.length === 0) return []
  const found = await rows<ReceiptParts>(
    db,
    sql`
      select ${partsOfReceipt} from postyard_receipts r
      where r.tenant_id = ${tenant} and r.id = any(${sql.param(ids)})
      order by r.closed_at, r.id`,
  )
  return found.map(({ facts, personal, isErased }) => ({
    facts: { ...withoutEmpty(facts), id: facts.id },
    personal: withoutEmpty(personal),
    isErased,
  }))
}
