import type { Payload } from 'payload'
import { enqueueJobs } from 'postyard/durable-jobs'
import { type Db, type ID, sql } from '../model/database.ts'
import { upkeepSlugs } from '../model/upkeep.ts'

type Args = { payload: Payload; db: Db; tenant: ID; media: readonly ID[] }

/** Has files looked at that nobody has looked at yet. Returns how many these are. */
const addWanted = async (args: Omit<Args, 'payload'>): Promise<number> => {
  const { db, tenant, media } = args
  if (media.length === 0) return 0
  const { rowCount } = await db.execute(sql`
    insert into postyard_looks (tenant, media)
    select ${String(tenant)}, media from unnest(${sql.param(media.map(String))}::text[]) media
    on conflict do nothing`)
  return rowCount ?? 0
}

/** Has a file looked at by and by that has just come, or has been replaced. */
export const wantAnew = async (args: { db: Db; tenant: ID; media: ID }): Promise<void> => {
  const { db, tenant, media } = args
  await db.execute(sql`
    insert into postyard_looks (tenant, media) values (${String(tenant)}, ${String(media)})
    on conflict (tenant, media) do update set seen_at = null, tries = 0, hash = null, look = null`)
}

/** Has files that are wanted looked at as soon as there is somebody to do it. */
export const enqueueLook = async (args: Omit<Args, 'media'>): Promise<void> => {
  const { payload, db, tenant } = args
  const job = {
    task: upkeepSlugs.look,
    queue: 'media-processing',
    input: { tenant },
    group: String(tenant),
  }
  await enqueueJobs({ payload, db, jobs: [job] })
}

/** As `addWanted`, at once: a plan is to bring them. */
export const wantLooks = async (args: Args): Promise<void> => {
  if ((await addWanted(args)) > 0) await enqueueLook(args)
}
