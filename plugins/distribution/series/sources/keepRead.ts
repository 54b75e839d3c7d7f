import type { Payload } from 'payload'
import { canonicalJson } from '../../canonicalJson.ts'
import { type Db, type ID, sql } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { withoutStatement } from '../../tellFault.ts'
import { isBroken, problemOf } from './problemOf.ts'
import type { Found } from './readSource.ts'
import { readSourceRows, type SourceRow } from './sourceRows.ts'
import { tellSeries } from './tellSeries.ts'
import { writeItems } from './writeItems.ts'

type Args = { payload: Payload; tenant: ID; now: Date }

/** Whoever keeps what was read has the series, so that of several at once each tells what the one before has not. */
const lockRow = async (db: Db, tenant: ID, id: ID): Promise<SourceRow | undefined> => {
  // No lock of the row: whoever sets an item aside has its row before that of the series.
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`postyard source ${id}`}, 0))`,
  )
  const [row] = await readSourceRows(db, tenant, id)
  return row
}

/** Keeps what a look at the source of a series has brought, and tells what of it is new. */
export const keepRead = (args: Args, seen: SourceRow, found: Found) =>
  inOwnTransaction(args.payload, async (db) => {
    const { tenant, now } = args
    const row = await lockRow(db, tenant, seen.id)
    // Deleted meanwhile, or drawing from elsewhere: the next look is at that.
    if (!row || canonicalJson(row.source) !== canonicalJson(seen.source)) {
      return { isGone: false, isBroken: false }
    }
    const { read, marks, url } = found
    const problem = problemOf(read, row, now)
    const isGone = read.kind === 'gone'
    // What cannot be read says nothing of what is there.
    const wasGone = row.gone_at !== null
    const isStillGone = isGone || (wasGone && read.kind !== 'read')
    if (read.kind === 'read') {
      await writeItems({
        db,
        tenant,
        series: row.id,
        items: read.items,
        // What came from another address before is none of this feed's.
        isWhole: read.isWhole || row.url !== url,
        now,
      })
    }
    if (marks && url) {
      await db.execute(sql`
        insert into postyard_series_reads as r (series_id, tenant, url, etag, modified)
        values (${String(row.id)}, ${String(tenant)}, ${url}, ${marks.etag}, ${marks.modified})
        on conflict (series_id) do update
        set url = excluded.url, etag = excluded.etag, modified = excluded.modified
        where r.tenant = excluded.tenant`)
    }
    // What broke may be the source itself, so that it is none.
    if (row.source?.kind !== 'feed') {
      // Should it draw from a feed again, that is read as if for the first time.
      await db.execute(sql`
        delete from postyard_series_reads
        where series_id = ${String(row.id)} and tenant = ${String(tenant)}`)
    }
    await db.execute(sql`
      update postyard_series
      set read_at = ${problem?.code === 'SOURCE_NOT_REACHED' ? sql`read_at` : now.toISOString()}, problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb,
          gone_at = ${isStillGone ? new Date(row.gone_at ?? now).toISOString() : null}
      where id = ${row.id} and tenant_id = ${tenant}`)
    const items = read.kind === 'read' ? read.items.length : undefined
    const about = { series: row.id, slug: row.slug, ...(items === undefined ? {} : { items }) }
    if (isGone && !wasGone) await tellSeries(db, tenant, 'gone', about)
    if (wasGone && !isStillGone) await tellSeries(db, tenant, 'back', about)
    if (isBroken(problem) && !isBroken(row.problem)) {
      await tellSeries(db, tenant, 'broken', { ...about, reason: problem?.message ?? '' })
    }
    if (!isBroken(problem) && isBroken(row.problem))
      await tellSeries(db, tenant, 'recovered', about)
    return { isGone, isBroken: isBroken(problem) }
  })

/** What breaks over one series keeps none of the others from being planned: it is written down, told, and tried again. */
export const keepFault = async (args: Args, row: SourceRow, error: unknown) => {
  args.payload.logger.error({
    ...{ err: withoutStatement(error), msg: 'The source of a series could not be looked at.' },
    ...{ tenant: args.tenant, series: row.id },
  })
  const message =
    'Something broke as its source was looked at; what was read before still flies. It is tried again each night; if it stays, tell whoever runs this installation.'
  return keepRead(args, row, { read: { kind: 'broken', code: 'SOURCE_BROKEN', message } })
}
