import { readHealth } from '../../channels/health/readHealth.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { Candidate } from '../../plan/select/candidate.ts'
import { readFollowers } from './readFollowers.ts'
import { readWork } from './readWork.ts'

type Row = {
  id: ID
  timezone: string | null
  language: string | null
  followers: number | null
  labels: string[] | null
}

const readTyped = (db: Db, tenant: ID): Promise<Row[]> =>
  rows<Row>(
    db,
    sql`
      select c.id, c.timezone, c.language, c.followers::float8 as followers,
        jsonb_agg(t.text order by t."order") filter (where t.text is not null) as labels
      from postyard_channels c
      left join postyard_channels_texts t on t.parent_id = c.id and t.path = 'labels'
      where c.tenant_id = ${tenant}
      group by c.id`,
  )

/**
 * All channels of one tenant as they are judged for a plan over many accounts: their health, when something last went out,
 * who follows them, by the platform's own count where it has one, and what work they had in the last 8 weeks. Five
 * statements, however many channels there are.
 */
export const readCandidates = async (args: {
  db: Db
  tenant: ID
  /** The tenant's. */
  timezone: string
  now: Date
}): Promise<Candidate[]> => {
  const { db, tenant, timezone, now } = args
  const typed = new Map((await readTyped(db, tenant)).map((row) => [String(row.id), row]))
  const work = await readWork({ db, tenant, now })
  const counted = await readFollowers({ db, tenant, now })
  const healths = await readHealth({ db, tenant, timezone, now })
  return healths.map(({ id, name, platform, state, lastPostAt, health }) => {
    const own = typed.get(String(id))
    const done = work.get(String(id))
    return {
      id,
      name,
      platform,
      state,
      health: health.score,
      labels: own?.labels ?? [],
      language: own?.language || null,
      timezone: own?.timezone || timezone,
      followers: counted.get(String(id)) ?? own?.followers ?? null,
      lastPostAt: lastPostAt?.getTime() ?? null,
      posts: done?.posts ?? 0,
      lastChosenAt: done?.lastChosenAt ?? null,
      leads: done?.leads ?? 0,
      lastLedAt: done?.lastLedAt ?? null,
    }
  })
}
