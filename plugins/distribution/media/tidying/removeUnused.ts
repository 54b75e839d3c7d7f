import type { Payload } from 'payload'
import { type ID, poolOf, rows, sql } from '../../model/database.ts'
import { neededRenditions } from '../../model/neededRenditions.ts'
import { settledStates } from '../../model/states.ts'
import { tableOf } from '../../model/tableOf.ts'
import { settingsOf } from '../../settings.ts'

type Args = { payload: Payload; tenant: ID; now: Date }

const day = 24 * 60 * 60_000

/** What has failed or expired can be sent out again by a person, and would show it then. */
const over = settledStates.filter((state) => state !== 'failed' && state !== 'expired')

/** What was asked for since then is kept, as ISO 8601. */
const oldest = ({ payload, now }: Args): string =>
  new Date(now.getTime() - settingsOf(payload).media.keepDays * day).toISOString()

/** Finished for long, shown by no delivery that may still go out, and chosen by nobody for a post of its own. */
const findUnused = (args: Args): Promise<{ id: ID; file_id: ID }[]> => {
  const { payload, tenant } = args
  const { mediaSlug } = settingsOf(payload)
  const before = oldest(args)
  return rows(
    poolOf(payload),
    sql`
      with shown as materialized (
        select distinct needed.id
        from postyard_deliveries d
        join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
        cross join unnest(${neededRenditions}) needed(id)
        where d.tenant_id = ${tenant}
          and (d.updated_at >= ${before} or not d.state::text = any(${sql.param([...over])}))
      )
      select r.id, r.file_id
      from postyard_renditions r
      join ${sql.identifier(tableOf(payload, mediaSlug))} f
        on f.id = r.file_id and f.tenant_id = r.tenant_id and f.rendition = r.id::text
      where r.tenant_id = ${tenant} and r.state = 'ready' and r.updated_at < ${before}
        and r.id::text not in (select id from shown)
        and not exists (
          select 1 from postyard_posts_rels o join postyard_posts p on p.id = o.parent_id
          where o.${sql.identifier(`${tableOf(payload, mediaSlug)}_id`)} = r.file_id and p.tenant_id = ${tenant}
        )
        and not exists (
          select 1 from postyard_posts p
          where p.tenant_id = ${tenant} and strpos(p.render::text, r.file_id::text) > 0
        )
      limit 500`,
  )
}

/**
 * The row goes first: whoever wants it in this moment makes it anew, and never finds a file that is gone. What was asked for
 * again since it was found stays.
 */
const letGo = async (args: Args, id: ID, days: number): Promise<boolean> => {
  const { payload, tenant } = args
  const { rowCount } = await poolOf(payload).execute(sql`
    update postyard_renditions
    set state = 'removed', file_id = null, progress = 0, attempt = 0, updated_at = clock_timestamp(),
        reason = ${`Nothing has shown it for ${days} days, so its file was removed. It is made anew when it is needed.`}
    where id = ${id} and tenant_id = ${tenant} and state = 'ready' and updated_at < ${oldest(args)}`)
  return rowCount === 1
}

/**
 * Removes the files of a tenant that were made and that nothing shows any more, after the days that the installation keeps
 * them. Originals are never among them. Returns how many there were.
 */
export const removeUnused = async (args: Args): Promise<number> => {
  const { payload } = args
  const { media, mediaSlug } = settingsOf(payload)
  let removed = 0
  for (const { id, file_id: file } of await findUnused(args)) {
    if (!(await letGo(args, id, media.keepDays))) continue
    await payload.delete({ collection: mediaSlug, id: file, depth: 0, trash: true })
    removed += 1
  }
  return removed
}
