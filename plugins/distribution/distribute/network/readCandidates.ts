import { readHealth } from '../../channels/health/readHealth.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { judgeHealth } from '../../plan/health/judgeHealth.ts'
import type { Candidate } from '../../plan/select/candidate.ts'
import { readFollowers } from './readFollowers.ts'
import { readWork } from './readWork.ts'

type Row = {
  id: ID
  timezone: string | null
  language: string | null
  followers: number | null
  labels: string[] | null
  /** Postyard has left it alone for a while, which is over: the next post tries it. */
  may_try: boolean
}

const readTyped = (db: Db, tenant: ID, now: Date): Promise<Row[]> =>
  rows<Row>(
    db,
    sql`
      select c.id, c.timezone, c.language, c.followers::float8 as followers,
        jsonb_agg(t.text order by t."order") filter (where t.text is not null) as labels,
        exists (
          select 1 from postyard_brakes b
          where b.channel = c.id::text and b.tenant = ${String(tenant)} and b.until <= ${now.toISOString()}
        ) as may_try
      from postyard_channels c
      left join postyard_channels_texts t on t.parent_id = c.id and t.path = 'labels'
      where c.tenant_id = ${tenant}
      group by c.id`,
  )

/**
 * All channels of one tenant as they are judged for a plan over many accounts: their health, when something last went out,
 * who follows them, by the platform's own count where it has one, and what work they had in the last 8 weeks. One that
 * Postyard has left alone is active again once that is over, since only a post can show whether it is well; one that a person
 * has suspended is not. Five statements, however many channels there are.
 */
export const readCandidates = async (args: {
  db: Db
  tenant: ID
  /** The tenant's. */
  timezone: string
  now: Date
}): Promise<Candidate[]> => {
  const { db, tenant, timezone, now } = args
  const typed = new Map((await readTyped(db, tenant, now)).map((row) => [String(row.id), row]))
  const work = await readWork({ db, tenant, now })
  const counted = await readFollowers({ db, tenant, now })
  const healths = await readHealth({ db, tenant, timezone, now })
  return healths.map(({ id, name, platform, lastPostAt, ...judged }) => {
    const own = typed.get(String(id))
    const state = judged.state === 'suspended' && own?.may_try ? 'active' : judged.state
    const done = work.get(String(id))
    return {
      id,
      name,
      platform,
      state,
      health: judgeHealth({ ...judged.facts, state }).score,
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
