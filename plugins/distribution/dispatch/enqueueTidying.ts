import type { Payload } from 'payload'
import { enqueueJobs } from 'postyard/durable-jobs'
import { rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { tableOf } from '../model/tableOf.ts'
import { tidyEveryMs, upkeepSlugs } from '../model/upkeep.ts'
import { settingsOf } from '../settings.ts'

/**
 * Has the files that were made for each tenant looked through once in a period, over any number of processes: whoever sets
 * the next moment on the tenant's row makes the job. A tenant that is new begins its first period now.
 *
 * @returns how many jobs were made
 */
export const enqueueTidying = (args: { payload: Payload; now: Date }): Promise<number> =>
  inOwnTransaction(args.payload, async (db) => {
    const { payload, now } = args
    const next = after(now, tidyEveryMs).toISOString()
    const tenants = sql.identifier(tableOf(payload, settingsOf(payload).tenantsSlug))
    await db.execute(sql`
      insert into postyard_tidying (tenant, next_at)
      select t.id::text, ${next}::timestamptz from ${tenants} t
      where not exists (select 1 from postyard_tidying y where y.tenant = t.id::text)
      on conflict do nothing`)
    const due = await rows<{ tenant: string }>(
      db,
      sql`
        with due as (
          select tenant from postyard_tidying where next_at <= ${now.toISOString()}
          order by tenant for update skip locked
        )
        update postyard_tidying y set next_at = ${next}
        from due where y.tenant = due.tenant
        returning y.tenant`,
    )
    const jobs = due.map(({ tenant }) => ({
      task: upkeepSlugs.tidy,
      queue: 'media-processing',
      input: { tenant },
      waitUntil: now,
      group: tenant,
    }))
    await enqueueJobs({ payload, db, jobs })
    return jobs.length
  })
