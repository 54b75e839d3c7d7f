import type { Payload } from 'payload'
import { type Db, type ID, parseId, rows, sql } from '../../../model/database.ts'
import type { Baseline, RunningPlan } from '../../../plan/risk/index.ts'

/** A network plan that is watched. */
export type Watched = {
  id: ID
  tenant: ID
  post: ID
  title: string
  /** What ended before says nothing any more. */
  since: Date
  /** Until when what came of limited accounts was seen to. */
  seenAt: Date
  toldAt: Date | null
  usual: Baseline | null
  isPaused: boolean
  isHalted: boolean
  /** False where nothing more comes of it. */
  isOpen: boolean
  accounts: number
  platforms: string[]
}

type WatchRow = {
  plan: string
  since: string | Date
  seen_at: string | Date
  told_at: string | Date | null
  usual: Baseline | null
}

type PlanRow = {
  id: ID
  post_id: ID
  title: string
  is_paused: boolean
  is_halted: boolean
  is_open: boolean
  accounts: number
  platforms: string[]
}

const readWatches = (db: Db, tenant: ID): Promise<WatchRow[]> =>
  rows<WatchRow>(
    db,
    sql`
      select plan, since, seen_at, told_at, usual from postyard_plan_watches
      where tenant = ${String(tenant)} order by plan`,
  )

const readPlans = (db: Db, tenant: ID, ids: ID[]): Promise<PlanRow[]> =>
  rows<PlanRow>(
    db,
    sql`
      select p.id, p.post_id, p.title, p.paused_at is not null as is_paused, p.halted_at is not null as is_halted,
        count(*)::int as accounts, bool_or(d.deadline_at is not null) as is_open,
        array_agg(distinct coalesce(c.platform, c.kind::text)) as platforms
      from postyard_plans p
      join postyard_deliveries d on d.plan_id = p.id and d.tenant_id = p.tenant_id
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      where p.id = any(${sql.param(ids)}) and p.tenant_id = ${tenant}
      group by p.id`,
  )

/** The network plans of a tenant that are watched; those that are gone are watched no more. */
export const readWatched = async (args: {
  payload: Payload
  db: Db
  tenant: ID
}): Promise<Watched[]> => {
  const { payload, db, tenant } = args
  const watches = await readWatches(db, tenant)
  if (watches.length === 0) return []
  const ids = watches.flatMap(({ plan }) => parseId(payload, plan) ?? [])
  const plans = new Map((await readPlans(db, tenant, ids)).map((row) => [String(row.id), row]))
  return watches.flatMap(({ plan, since, seen_at, told_at, usual }): Watched[] => {
    const found = plans.get(plan)
    if (!found) return []
    return [
      {
        id: found.id,
        tenant,
        post: found.post_id,
        title: found.title,
        since: new Date(since),
        seenAt: new Date(seen_at),
        toldAt: told_at === null ? null : new Date(told_at),
        usual,
        isPaused: found.is_paused,
        isHalted: found.is_halted,
        isOpen: found.is_open,
        accounts: found.accounts,
        platforms: found.platforms,
      },
    ]
  })
}

export const toRunningPlan = ({ id, post, accounts, platforms }: Watched): RunningPlan => ({
  id: String(id),
  content: String(post),
  accounts,
  providers: platforms,
})
