import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import type { Staging } from './sweepTimes.ts'

type Args = { db: Db; tenant: ID; now: Date }

/** As many instants are looked under by one job. */
const mostAtOnce = 200

/** How long whoever takes instants has them to itself, in milliseconds. */
const takenMs = 10 * 60_000

/** Takes the instants of a tenant whose time for a look has come, in their order, so that no two workers take the same. */
export const takeStagings = async ({ db, tenant, now }: Args): Promise<Staging[]> => {
  const taken = await rows<{
    draft_at: string | Date
    requested_at: string | Date
    failures: number
  }>(
    db,
    sql`
      with due as (
        select tenant, draft_at from postyard_stagings
        where tenant = ${String(tenant)} and sweep_at <= ${now.toISOString()}
        order by sweep_at
        limit ${mostAtOnce}
        for update skip locked
      )
      update postyard_stagings s
      set sweep_at = ${after(now, takenMs).toISOString()}
      from due
      where s.tenant = due.tenant and s.draft_at = due.draft_at
      returning s.draft_at, s.requested_at, s.failures`,
  )
  return taken
    .map((row) => ({
      draftAt: new Date(row.draft_at),
      requestedAt: new Date(row.requested_at),
      failures: row.failures,
    }))
    .sort((a, b) => a.draftAt.getTime() - b.draftAt.getTime())
}

/** When it is looked under an instant again; one without a further look is forgotten. */
export type NextLook = { staging: Staging; at: Date | undefined; failures: number }

/** Writes down when it is looked again, but for what was given up meanwhile: that is looked for at once. */
export const planLooks = async (args: Args & { looks: NextLook[] }): Promise<void> => {
  const { db, tenant, now, looks } = args
  const given = looks.map(({ staging, at, failures }) => ({
    draft_at: staging.draftAt,
    at,
    failures,
  }))
  const taken = after(now, takenMs).toISOString()
  await db.execute(sql`
    with looked as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as looked(draft_at timestamptz, at timestamptz, failures int)
    ), over as (
      delete from postyard_stagings s using looked
      where s.tenant = ${String(tenant)} and s.draft_at = looked.draft_at and looked.at is null
        and s.sweep_at = ${taken}
    )
    update postyard_stagings s
    set sweep_at = looked.at, failures = looked.failures
    from looked
    where s.tenant = ${String(tenant)} and s.draft_at = looked.draft_at and looked.at is not null
      and s.sweep_at = ${taken}`)
}
