import type { Payload } from 'payload'
import { readTenant } from '../../channels/readConnection.ts'
import { type ID, inTransaction, poolOf, rows, sql } from '../../model/database.ts'
import { settingsOf } from '../../settings.ts'
import { withoutStatement } from '../../tellFault.ts'
import { findFolders } from './findFolders.ts'
import { within } from './sourceLimits.ts'
import { readSourceRows } from './sourceRows.ts'
import { tellSeries } from './tellSeries.ts'

type Args = { payload: Payload; tenant: ID }

/** `found`: short names of series that are new; `unreadable`: the watched folder, where it is not there or cannot be read. */
export type FoundSeries = { found: string[]; unreadable: string | null }

type NewSeries = Args & {
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
    await tellSeries(db, tenant, 'found', { series: made.id, slug })
    return true
  })

/** Each new folder below the one that is watched becomes a series. Of two processes that find it one makes it. */
export const addFound = async (
  { payload, tenant }: Args,
  time: { ms: number; night: AbortSignal },
): Promise<FoundSeries> => {
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
  const known = await readSourceRows(poolOf(payload), tenant)
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
