import type { CollectionAfterChangeHook } from 'payload'
import { idOf } from '../id.ts'
import { dbOf, rows, sql } from '../model/database.ts'
import type { SeriesRecord } from '../model/series.ts'
import { readDay } from './readDay.ts'
import { writeCounts } from './sources/writeCounts.ts'

/** What is left of a series follows from these. */
const deciding = ({ channels, repeatDays }: Partial<SeriesRecord>): string =>
  JSON.stringify([(channels ?? []).map((one) => String(idOf(one))), repeatDays ?? null])

/** A series that goes elsewhere, or repeats otherwise, says at once what is left of it, and not from the next night on. */
export const countWhenChanged: CollectionAfterChangeHook = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  if (operation !== 'update' || deciding(doc) === deciding(previousDoc)) return doc
  const { payload } = req
  const tenant = idOf(doc.tenant)
  if (tenant === undefined) return doc
  const now = new Date()
  const db = await dbOf(req)
  const { day, timezone } = await readDay({ payload, tenant, now, req })
  await writeCounts({ db, payload, tenant, now, day, timezone, only: doc.id })
  const [counted] = await rows<Partial<SeriesRecord>>(
    db,
    sql`
      select remaining::int as remaining, aside::int as aside, rests_until as "restsUntil", attention
      from postyard_series where id = ${doc.id} and tenant_id = ${tenant}`,
  )
  return { ...doc, ...counted }
}
