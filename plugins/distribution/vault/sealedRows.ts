import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { tableOf } from '../model/tableOf.ts'
import { type Place, placeOf, sealedFields } from '../security/sealedFields.ts'
import { settingsOf } from '../settings.ts'

type Sealed = (typeof sealedFields)[number]

/** Where a sealed field lies in the database. */
export type Shelf = { sealed: Sealed; table: string; tenant: 'id' | 'tenant_id' | 'tenant' }

/** One sealed value as it was read. */
export type SealedRow = { place: Place; remedy: string; envelope: string }

/** The columns of all sealed fields. */
export const shelvesOf = (payload: Payload): Shelf[] =>
  sealedFields.map((sealed) =>
    sealed.of === 'tenants'
      ? { sealed, table: tableOf(payload, settingsOf(payload).tenantsSlug), tenant: 'id' }
      : {
          sealed,
          table: `postyard_${sealed.of}`,
          tenant: sealed.of === 'claim_sources' ? 'tenant' : 'tenant_id',
        },
  )

export const countSealed = async (db: Db, { sealed, table }: Shelf): Promise<number> => {
  const [found] = await rows<{ count: number }>(
    db,
    sql`
      select count(*)::int as count from ${sql.identifier(table)}
      where ${sql.identifier(sealed.column)} <> ''`,
  )
  return found?.count ?? 0
}

/** The next values in the order of their ids, beginning behind `after`. */
const readSealed = (args: { db: Db; shelf: Shelf; after: ID | undefined; most: number }) => {
  const { db, shelf, after, most } = args
  const column = sql.identifier(shelf.sealed.column)
  return rows<{ id: ID; tenant: ID; envelope: string }>(
    db,
    sql`
      select id, ${sql.identifier(shelf.tenant)} as tenant, ${column} as envelope
      from ${sql.identifier(shelf.table)}
      where ${column} <> '' ${after === undefined ? sql`` : sql`and id > ${after}`}
      order by id limit ${most}`,
  )
}

/** All values of a field, read a batch at a time. */
export async function* eachSealed(args: {
  db: Db
  payload: Payload
  shelf: Shelf
}): AsyncGenerator<SealedRow> {
  const { db, payload, shelf } = args
  const { field, remedy } = shelf.sealed
  const settings = settingsOf(payload)
  const most = 200
  let after: ID | undefined
  for (;;) {
    const batch = await readSealed({ db, shelf, after, most })
    for (const { id, tenant, envelope } of batch) {
      yield { place: placeOf({ settings, field, tenant, document: id }), remedy, envelope }
    }
    if (batch.length < most) return
    after = batch.at(-1)?.id
  }
}

/** Writes a value only where what was read is still there, so that no write of somebody else is lost; false where it is not. */
export const replaceSealed = async (args: {
  db: Db
  shelf: Shelf
  row: SealedRow
  sealed: string
}): Promise<boolean> => {
  const { db, shelf, row, sealed } = args
  const column = sql.identifier(shelf.sealed.column)
  const { rowCount } = await db.execute(sql`
    update ${sql.identifier(shelf.table)} set ${column} = ${sealed}
    where id = ${row.place.document} and ${sql.identifier(shelf.tenant)} = ${row.place.tenant}
      and ${column} = ${row.envelope}`)
  return rowCount === 1
}
