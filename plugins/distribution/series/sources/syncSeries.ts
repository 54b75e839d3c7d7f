import type { Payload } from 'payload'
import { canonicalJson } from '../../canonicalJson.ts'
import { readTenant } from '../../channels/readConnection.ts'
import { system } from '../../model/changeState.ts'
import { type Db, type ID, inTransaction, poolOf, rows, sql } from '../../model/database.ts'
import type { SeriesEvent } from '../../model/eventTypes.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { logEvent } from '../../model/logEvent.ts'
import type { SeriesMatter, SeriesSource } from '../../model/series.ts'
import { settingsOf } from '../../settings.ts'
import { withoutStatement } from '../../tellFault.ts'
import { countAgain } from './countAgain.ts'
import { findFolders } from './findFolders.ts'
import type { SourceRead } from './foundItem.ts'
import type { FeedMarks } from './readFeedSource.ts'
import { type Found, readSource } from './readSource.ts'
import { type SourceLimits, usualLimits, withEach, within } from './sourceLimits.ts'
import { writeItems } from './writeItems.ts'

type Args = { payload: Payload; tenant: ID; now: Date }

type Row = {
  id: ID
  slug: string
  /** Null only where it was written past the rules. */
  source: SeriesSource | null
  problem: SeriesMatter | null
  gone_at: string | Date | null
  url: string | null
  etag: string | null
  modified: string | null
}

/** What a look at the sources of a tenant brought, by the short names of series. */
export type SyncReport = {
  found: string[]
  gone: string[]
  broken: string[]
  read: number
  /** The watched folder, where it is not there or cannot be read. */
  unreadable: string | null
}

const readRows = (db: Db, tenant: ID, only?: ID): Promise<Row[]> =>
  rows<Row>(
    db,
    sql`
      select s.id, s.slug, s.source, s.problem, s.gone_at, r.url, r.etag, r.modified
      from postyard_series s
      left join postyard_series_reads r on r.series_id = s.id::text and r.tenant = ${String(tenant)}
      where s.tenant_id = ${tenant} ${only === undefined ? sql`` : sql`and s.id = ${only}`}
      -- What did not answer the last time delays none of the others; of those whose turn did not come it is the first.
      order by coalesce(s.problem->>'code', 'ITEMS_LEFT_OUT') <> 'ITEMS_LEFT_OUT',
        s.source->>'kind' = 'feed', s.read_at nulls first, s.slug`,
  )

const tell = (
  db: Db,
  tenant: ID,
  what: SeriesEvent,
  data: { series: ID; slug: string; items?: number; reason?: string },
) => logEvent({ db, type: `distribution.series.${what}`, tenant, actor: system, data })

type NewSeries = Pick<Args, 'payload' | 'tenant'> & {
  path: string
  name: string
  slug: string
  channels: ID[]
}

/** False where another process has made it. */
const addSeries = ({ payload, tenant, path, name, slug, channels }: NewSeries): Promise<boolean> =>
  inTransaction({ payload }, async ({ db, req }) => {
    await db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`postyard series ${tenant}`}, 0))`,
    )
    const again = await rows(
      db,
      sql`
        select 1 from postyard_series
        where tenant_id = ${tenant} and (slug = ${slug} or source->>'path' = ${path})`,
    )
    if (again.length > 0) return false
    const made = (await payload.create({
      collection: settingsOf(payload).slugs.series,
      data: {
        ...{ tenant, name, slug, channels, isFound: true, source: { kind: 'folder', path } },
      } as never,
      depth: 0,
      req,
    })) as unknown as { id: ID }
    await tell(db, tenant, 'found', { series: made.id, slug })
    return true
  })

/** Each new folder below the one that is watched becomes a series. Of two processes that find it one makes it. */
const addFound = async (
  { payload, tenant }: Args,
  time: { ms: number; night: AbortSignal },
): Promise<Pick<SyncReport, 'found' | 'unreadable'>> => {
  const settings = settingsOf(payload)
  const { contentRoot } = settings.series
  const { series: options } = await readTenant({ payload, settings, tenant })
  const watched = options?.folder?.trim()
  if (contentRoot === undefined || !watched) return { found: [], unreadable: null }
  const folders = await within(time, () => findFolders({ contentRoot, watched }))
  if (folders === undefined) {
    payload.logger.warn({
      ...{ tenant, folder: watched },
      msg: 'The watched folder of series is not there or cannot be read. See that it is mounted.',
    })
    return { found: [], unreadable: watched }
  }
  const known = await readRows(poolOf(payload), tenant)
  const paths = new Set(
    known.flatMap(({ source }) => (source?.kind === 'folder' ? source.path : [])),
  )
  const slugs = new Set(known.map(({ slug }) => slug))
  const channels = options?.channels ?? []
  const found: string[] = []
  for (const { path, slug, name } of folders) {
    if (paths.has(path)) continue
    let own = slug
    for (let n = 2; slugs.has(own); n += 1) own = `${slug}-${n}`
    slugs.add(own)
    const isMade = await addSeries({ payload, tenant, path, name, slug: own, channels }).catch(
      (error: unknown) => {
        payload.logger.error({
          ...{
            err: withoutStatement(error),
            msg: 'A folder could not become a series. Rename it.',
          },
          ...{ tenant, folder: path },
        })
        return false
      },
    )
    if (isMade) found.push(own)
  }
  return { found, unreadable: null }
}

/** What its feed said of itself, where it was read from the same address. */
const marksOf = ({ source, url, etag, modified }: Row): FeedMarks | undefined =>
  source?.kind === 'feed' && url === source.url ? { etag, modified } : undefined

/** What is said of a source for which there was no time. */
const late = (code: 'SOURCE_SLOW' | 'SOURCE_NOT_REACHED', why: string): Found => ({
  read: {
    kind: 'broken',
    code,
    message: `${why} What was read before still flies; it is tried again each night.`,
  },
})

const readInTime = async (
  args: Args,
  row: Row,
  time: { ms: number; night: AbortSignal },
): Promise<Found> => {
  if (time.night.aborted) {
    return late(
      'SOURCE_NOT_REACHED',
      'Other sources took so long that no time was left for this one.',
    )
  }
  const found = await within(time, (signal) =>
    readSource({ ...args, source: row.source, marks: marksOf(row), signal }),
  )
  return found ?? late('SOURCE_SLOW', 'Its source did not answer in time.')
}

/** What the matter is with what was read: notes are told as one. */
const problemOf = (read: SourceRead, row: Row, now: Date): SeriesMatter | null => {
  // A feed that answers that nothing has changed can be read again.
  if (read.kind === 'unchanged') return isBroken(row.problem) ? null : row.problem
  const said =
    read.kind === 'broken'
      ? { code: read.code, message: read.message }
      : read.kind === 'read' && read.notes.length > 0
        ? { code: 'ITEMS_LEFT_OUT', message: read.notes.slice(0, 5).join(' ') }
        : undefined
  if (!said) return null
  const since = row.problem?.code === said.code ? row.problem.since : now.toISOString()
  return { ...said, since }
}

const isBroken = (problem: SeriesMatter | null): boolean =>
  problem !== null && problem.code !== 'ITEMS_LEFT_OUT'

/** Whoever keeps what was read has the series, so that of several at once each tells what the one before has not. */
const lockRow = async (db: Db, tenant: ID, id: ID): Promise<Row | undefined> => {
  // No lock of the row: whoever sets an item aside has its row before that of the series.
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`postyard source ${id}`}, 0))`,
  )
  const [row] = await readRows(db, tenant, id)
  return row
}

const keep = (args: Args, seen: Row, found: Found) =>
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
    if (isGone && !wasGone) await tell(db, tenant, 'gone', about)
    if (wasGone && !isStillGone) await tell(db, tenant, 'back', about)
    if (isBroken(problem) && !isBroken(row.problem)) {
      await tell(db, tenant, 'broken', { ...about, reason: problem?.message ?? '' })
    }
    if (!isBroken(problem) && isBroken(row.problem)) await tell(db, tenant, 'recovered', about)
    return { isGone, isBroken: isBroken(problem) }
  })

/** What breaks over one series keeps none of the others from being planned: it is written down, told, and tried again. */
const keepFault = async (args: Args, row: Row, error: unknown) => {
  args.payload.logger.error({
    ...{ err: withoutStatement(error), msg: 'The source of a series could not be looked at.' },
    ...{ tenant: args.tenant, series: row.id },
  })
  const message =
    'Something broke as its source was looked at; what was read before still flies. It is tried again each night; if it stays, tell whoever runs this installation.'
  return keep(args, row, { read: { kind: 'broken', code: 'SOURCE_BROKEN', message } })
}

/**
 * Looks at the sources of a tenant's series, at one series only with `only`: new folders become series, items that came,
 * changed or went are noticed. A source that cannot be read, or not in time, changes nothing and is told of. No transaction
 * is open while others are waited for.
 */
export const syncSeries = async (
  args: Args & { only?: ID; limits?: SourceLimits },
): Promise<SyncReport> => {
  const { payload, tenant, now, only, limits = usualLimits } = args
  const time = { ms: limits.sourceMs, night: AbortSignal.timeout(limits.nightMs) }
  const report: SyncReport = {
    ...(only === undefined ? await addFound(args, time) : { found: [], unreadable: null }),
    ...{ gone: [], broken: [], read: 0 },
  }
  const all = await readRows(poolOf(payload), tenant, only)
  await withEach(all, limits.atOnce, async (row) => {
    const { isGone, isBroken: broken } = await readInTime(args, row, time)
      .then((found) => keep(args, row, found))
      .catch((error: unknown) => keepFault(args, row, error))
    if (isGone) report.gone.push(row.slug)
    if (broken) report.broken.push(row.slug)
    if (!isGone && !broken) report.read += 1
  })
  await countAgain({ payload, tenant, now, only })
  return report
}
