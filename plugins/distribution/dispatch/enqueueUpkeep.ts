import type { Payload } from 'payload'
import { enqueueJobs } from 'postyard/durable-jobs'
import { type Db, type ID, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { tableOf } from '../model/tableOf.ts'
import { figuresEveryMs, upkeepSlugs } from '../model/upkeep.ts'
import { settingsOf } from '../settings.ts'
import { takeDue } from './takeDue.ts'

type Args = { payload: Payload; now: Date }

/** Tenants are not looked after at the same moment: each at its own of this span, in milliseconds. */
const spreadMs = 50_000

/** Where in the span a tenant has its moment, always the same. */
const offsetMs = (tenant: string): number =>
  [...tenant].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % spreadMs, 7)

/** A tenant that is connected and not looked after yet is from now on. */
const addMissing = async (db: Db, { payload, now }: Args): Promise<void> => {
  const tenants = sql.identifier(tableOf(payload, settingsOf(payload).tenantsSlug))
  await db.execute(sql`
    insert into postyard_connections (tenant, next_check_at, next_figures_at)
    select t.id::text, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from ${tenants} t
    where t.postiz_api_key is not null
      and not exists (select 1 from postyard_connections c where c.tenant = t.id::text)
    on conflict do nothing`)
}

/**
 * Lets each tenant that is connected to Postiz have its channels checked, and its figures fetched, once in a period over
 * any number of processes: whoever sets the next moment on the tenant's row makes the job, in one transaction.
 *
 * @returns how many jobs were made
 */
export const enqueueUpkeep = (args: Args): Promise<number> =>
  inOwnTransaction(args.payload, async (db) => {
    const { payload, now } = args
    await addMissing(db, args)
    const checkEveryMs = settingsOf(payload).checkChannelsMinutes * 60_000
    const take = (column: string, nextMs: number) =>
      takeDue(db, { table: 'postyard_connections', column, now, nextMs })
    const toCheck = await take('next_check_at', checkEveryMs)
    const toFetch = await take('next_figures_at', figuresEveryMs)
    const job = (task: string, tenant: ID) => ({
      task,
      queue: 'distribution',
      input: { tenant },
      waitUntil: after(now, offsetMs(String(tenant))),
      group: String(tenant),
      resource: `slow ${tenant}`,
    })
    const jobs = [
      ...toCheck.map((tenant) => job(upkeepSlugs.check, tenant)),
      ...toFetch.map((tenant) => job(upkeepSlugs.figures, tenant)),
    ]
    await enqueueJobs({ payload, db, jobs })
    return jobs.length
  })
