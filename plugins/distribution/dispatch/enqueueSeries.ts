import type { Payload } from 'payload'
import { enqueueJobs } from 'postyard/durable-jobs'
import { type Db, rows, sql } from '../model/database.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { tableOf } from '../model/tableOf.ts'
import { nextMidnight } from '../plan/series/index.ts'
import { settingsOf } from '../settings.ts'
import { takeDue } from './takeDue.ts'
import { seriesSlugs } from './wakeTask.ts'

type Args = { payload: Payload; now: Date }

/** Whoever does the work sets the next moment; where that came to nothing it is done again after so long, in ms. */
const againMs = { plan_at: 10 * 60_000, fly_at: 3 * 60_000 }

/** The next midnight of a tenant; undefined, and told, where its zone is none: that keeps no other tenant. */
const midnightOf = (
  payload: Payload,
  { id, timezone, now }: { id: string; timezone: string; now: Date },
): Date | undefined => {
  try {
    return nextMidnight(now, timezone)
  } catch (error) {
    payload.logger.error({
      ...{ err: error, tenant: id, timezone },
      msg: 'The day of a client cannot be planned: its time zone is not known. Correct it in its settings.',
    })
    return undefined
  }
}

/**
 * A tenant that has series, or a watched folder, is looked after from its next midnight on, and no other any longer. One
 * that has gone to another zone is looked at at once: its day may have changed, and its next midnight has.
 */
export const addWatches = async (db: Db, { payload, now }: Args): Promise<void> => {
  const tenants = sql.identifier(tableOf(payload, settingsOf(payload).tenantsSlug))
  await db.execute(sql`
    delete from postyard_watchmen w
    where not exists (
      select 1 from ${tenants} t
      where t.id::text = w.tenant and (coalesce(t.series_folder, '') <> ''
        or exists (select 1 from postyard_series s where s.tenant_id = t.id)))`)
  await db.execute(sql`
    update postyard_watchmen w
    set timezone = t.timezone, plan_at = least(w.plan_at, ${now.toISOString()}::timestamptz)
    from ${tenants} t
    where t.id::text = w.tenant and w.timezone is distinct from t.timezone`)
  const missing = await rows<{ id: string; timezone: string }>(
    db,
    sql`
      select t.id::text as id, t.timezone from ${tenants} t
      where (coalesce(t.series_folder, '') <> ''
          or exists (select 1 from postyard_series s where s.tenant_id = t.id))
        and not exists (select 1 from postyard_watchmen w where w.tenant = t.id::text)`,
  )
  for (const { id, timezone } of missing) {
    const planAt = midnightOf(payload, { id, timezone, now })
    if (!planAt) continue
    await db.execute(sql`
      insert into postyard_watchmen (tenant, plan_at, fly_at, timezone)
      values (${id}, ${planAt.toISOString()}, ${now.toISOString()}, ${timezone})
      on conflict do nothing`)
  }
}

/**
 * Has the day of each tenant with series planned at its midnight, and its series flown through the day, once over any number
 * of processes: whoever takes the moment on the tenant's row makes the job. Where there are no series nothing is done.
 *
 * @returns how many jobs were made
 */
export const enqueueSeries = (args: Args): Promise<number> =>
  inOwnTransaction(args.payload, async (db) => {
    const { payload, now } = args
    await addWatches(db, args)
    const job = (task: string, tenant: string) => ({
      ...{ task, queue: 'distribution', input: { tenant }, waitUntil: now, group: tenant },
      resource: `series ${tenant}`,
    })
    const take = (column: keyof typeof againMs) =>
      takeDue(db, { table: 'postyard_watchmen', column, now, nextMs: againMs[column] })
    const jobs = [
      ...(await take('plan_at')).map((tenant) => job(seriesSlugs.plan, tenant)),
      ...(await take('fly_at')).map((tenant) => job(seriesSlugs.fly, tenant)),
    ]
    await enqueueJobs({ payload, db, jobs })
    return jobs.length
  })
